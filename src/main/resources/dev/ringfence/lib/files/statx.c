#include <errno.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/sysmacros.h>

static struct statx_timestamp stamp(struct timespec time) {
  struct statx_timestamp stamp = {time.tv_sec, time.tv_nsec};
  return stamp;
}

/* All that stat tells, whatever is asked for; when a file was made is not known. */
int statx(int dirfd, const char *path, int flags, unsigned mask, struct statx *to) {
  struct stat from;
  int sync = flags & (AT_STATX_FORCE_SYNC | AT_STATX_DONT_SYNC);
  if (mask & STATX__RESERVED || sync == (AT_STATX_FORCE_SYNC | AT_STATX_DONT_SYNC)) {
    errno = EINVAL;
    return -1;
  }
  if (fstatat(dirfd, path, &from, flags & ~sync))
    return -1;
  memset(to, 0, sizeof *to);
  to->stx_mask = STATX_BASIC_STATS;
  to->stx_blksize = from.st_blksize;
  to->stx_nlink = from.st_nlink;
  to->stx_uid = from.st_uid;
  to->stx_gid = from.st_gid;
  to->stx_mode = from.st_mode;
  to->stx_ino = from.st_ino;
  to->stx_size = from.st_size;
  to->stx_blocks = from.st_blocks;
  to->stx_atime = stamp(from.st_atim);
  to->stx_mtime = stamp(from.st_mtim);
  to->stx_ctime = stamp(from.st_ctim);
  to->stx_rdev_major = major(from.st_rdev);
  to->stx_rdev_minor = minor(from.st_rdev);
  to->stx_dev_major = major(from.st_dev);
  to->stx_dev_minor = minor(from.st_dev);
  return 0;
}
