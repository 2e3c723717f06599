"""torchvision.utils drawing functions."""
import torch
from torchvision.transforms.functional import to_pil_image, convert_image_dtype
from torchvision.utils import draw_bounding_boxes, draw_segmentation_masks, flow_to_image, make_grid

torch.manual_seed(0)
flow = torch.randn(2, 24, 24) * 5
to_pil_image(flow_to_image(flow)).save("flow.png")  # truth: safe
magnitude = flow.pow(2).sum(0, keepdim=True).sqrt()
to_pil_image(magnitude).save("mag.png")  # truth: wrong
to_pil_image(magnitude / magnitude.max()).save("mag_n.png")  # truth: safe
angle = torch.atan2(flow[1], flow[0])
to_pil_image(angle[None]).save("angle.png")  # truth: wrong
to_pil_image(angle[None] / (2 * torch.pi) + 0.5).save("angle_n.png")  # truth: safe

image = torch.rand(3, 24, 24)
image_u8 = convert_image_dtype(image, torch.uint8)
boxes = torch.tensor([[2, 2, 12, 12], [6, 6, 20, 20]])
to_pil_image(draw_bounding_boxes(image_u8, boxes, colors="red")).save("boxes.png")  # truth: safe
to_pil_image(draw_bounding_boxes(image, boxes, width=2)).save("boxes_f.png")  # truth: safe
masks = torch.zeros(2, 24, 24, dtype=torch.bool)
masks[0, :10], masks[1, 10:] = True, True
to_pil_image(draw_segmentation_masks(image_u8, masks, alpha=0.6)).save("masks.png")  # truth: safe
grid = make_grid([image, image * 0.5, image.flip(-1)], nrow=3)
to_pil_image(grid).save("grid.png")  # truth: safe
grid = make_grid([image, image * 1.5], nrow=2)
to_pil_image(grid).save("grid_bug.png")  # truth: wrong
grid = make_grid([flow[:1], flow[1:]], normalize=True, value_range=(-5, 5), nrow=2)
to_pil_image(grid).save("grid_flow.png")  # truth: safe
grid = make_grid(image_u8, padding=1)
to_pil_image(grid).save("grid_u8.png")  # truth: safe
to_pil_image(grid.float()).save("grid_u8f.png")  # truth: wrong
