#include <string.h>
#include <sys/stat.h>
#include <sys/statfs.h>
#include <sys/statvfs.h>

/* The file system lies in memory: of a gigabyte nothing is used. */
enum { TMPFS = 0x01021994, BLOCK = 4096, BLOCKS = 262144, NAME = 255 };

static int fill(int failed, struct statfs *to) {
  if (failed)
    return -1;
  memset(to, 0, sizeof *to);
  to->f_type = TMPFS;
  to->f_bsize = to->f_frsize = BLOCK;
  to->f_blocks = to->f_bfree = to->f_bavail = BLOCKS;
  to->f_files = to->f_ffree = BLOCKS;
  to->f_namelen = NAME;
  return 0;
}

int statfs(const char *path, struct statfs *to) {
  struct stat status;
  return fill(stat(path, &status), to);
}

int fstatfs(int fd, struct statfs *to) {
  struct stat status;
  return fill(fstat(fd, &status), to);
}

static int convert(int failed, const struct statfs *from, struct statvfs *to) {
  if (failed)
    return -1;
  memset(to, 0, sizeof *to);
  to->f_bsize = to->f_frsize = from->f_bsize;
  to->f_blocks = to->f_bfree = to->f_bavail = from->f_blocks;
  to->f_files = to->f_ffree = to->f_favail = from->f_files;
  to->f_namemax = from->f_namelen;
  return 0;
}

int statvfs(const char *restrict path, struct statvfs *restrict to) {
  struct statfs found;
  return convert(statfs(path, &found), &found, to);
}

int fstatvfs(int fd, struct statvfs *to) {
  struct statfs found;
  return convert(fstatfs(fd, &found), &found, to);
}
