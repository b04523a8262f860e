#include <sys/types.h>
typedef struct {
  int __val[2];
} __fsid_t;
struct statfs {
  long f_type, f_bsize;
  unsigned long f_blocks, f_bfree, f_bavail, f_files, f_ffree;
  __fsid_t f_fsid;
  long f_namelen, f_frsize, f_flags;
};
int statfs(const char *path, struct statfs *to);
int fstatfs(int fd, struct statfs *to);
