#define major(device) ((unsigned)((device) >> 8 & 0xfff | (device) >> 32 & ~0xfffU))
#define minor(device) ((unsigned)((device) & 0xff | (device) >> 12 & ~0xffU))
#define makedev(major, minor) \
  ((((major) & 0xfffUL) << 8) | (((major) & 0xfffff000UL) << 32) | ((minor) & 0xffUL) | \
   (((minor) & 0xffffff00UL) << 12))
