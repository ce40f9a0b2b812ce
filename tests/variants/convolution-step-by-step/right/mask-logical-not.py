import numpy as np

create_mask_from_window = lambda window: np.logical_not(window < np.amax(window))
