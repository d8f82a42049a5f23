"""衡册: government information-technology projects under the letter of the local regulation."""
