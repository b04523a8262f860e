#include <sys/types.h>
#include <time.h>
#include <bits/modes.h>
struct stat {
  dev_t st_dev;
  ino_t st_ino;
  nlink_t st_nlink;
  mode_t st_mode __KERNEL_INT;
  uid_t st_uid __KERNEL_INT;
  gid_t st_gid __KERNEL_INT;
  int __pad __KERNEL_INT;
  dev_t st_rdev __KERNEL_MEMBER;
  off_t st_size;
  blksize_t st_blksize;
  blkcnt_t st_blocks;
  struct timespec st_atim;
  struct timespec st_mtim;
  struct timespec st_ctim;
  __INT64_TYPE__ __unused[3];
};
#define st_atime st_atim.tv_sec
#define st_mtime st_mtim.tv_sec
#define st_ctime st_ctim.tv_sec
int stat(const char *restrict path, struct stat *restrict to);
int lstat(const char *restrict path, struct stat *restrict to);
int fstat(int fd, struct stat *to);
int fstatat(int dirfd, const char *restrict path, struct stat *restrict to, int flags);
int mkdir(const char *path, mode_t mode);
int chmod(const char *path, mode_t mode);
#define UTIME_NOW ((1l << 30) - 1l)
#define UTIME_OMIT ((1l << 30) - 2l)
int utimensat(int dirfd, const char *path, const struct timespec times[2], int flags);
int futimens(int fd, const struct timespec times[2]);
int mkfifo(const char *path, mode_t mode);
int mkfifoat(int dirfd, const char *path, mode_t mode);
int mknod(const char *path, mode_t mode, dev_t device);
