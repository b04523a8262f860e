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
struct statx_timestamp {
  __INT64_TYPE__ tv_sec;
  unsigned tv_nsec;
  int __reserved;
};
struct statx {
  unsigned stx_mask;
  unsigned stx_blksize;
  __UINT64_TYPE__ stx_attributes;
  unsigned stx_nlink;
  unsigned stx_uid;
  unsigned stx_gid;
  unsigned short stx_mode;
  unsigned short __padding;
  __UINT64_TYPE__ stx_ino;
  __UINT64_TYPE__ stx_size;
  __UINT64_TYPE__ stx_blocks;
  __UINT64_TYPE__ stx_attributes_mask;
  struct statx_timestamp stx_atime;
  struct statx_timestamp stx_btime;
  struct statx_timestamp stx_ctime;
  struct statx_timestamp stx_mtime;
  unsigned stx_rdev_major;
  unsigned stx_rdev_minor;
  unsigned stx_dev_major;
  unsigned stx_dev_minor;
  __UINT64_TYPE__ __others[14];
};
#define STATX_TYPE 1
#define STATX_MODE 2
#define STATX_NLINK 4
#define STATX_UID 8
#define STATX_GID 0x10
#define STATX_ATIME 0x20
#define STATX_MTIME 0x40
#define STATX_CTIME 0x80
#define STATX_INO 0x100
#define STATX_SIZE 0x200
#define STATX_BLOCKS 0x400
#define STATX_BASIC_STATS 0x7ff
#define STATX_BTIME 0x800
#define STATX_ALL 0xfff
#define STATX__RESERVED 0x80000000
#define AT_STATX_SYNC_AS_STAT 0
#define AT_STATX_FORCE_SYNC 0x2000
#define AT_STATX_DONT_SYNC 0x4000
int statx(int dirfd, const char *restrict path, int flags, unsigned mask, struct statx *restrict to);
#if defined _LARGEFILE64_SOURCE || defined _GNU_SOURCE
#define stat64 stat
#define fstat64 fstat
#define lstat64 lstat
#define fstatat64 fstatat
#endif
