"""The filters of the enterprise and park lists."""
