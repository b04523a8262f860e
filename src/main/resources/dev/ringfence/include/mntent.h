#include <stdio.h>
#define MNTTAB "/etc/fstab"
#define MOUNTED "/etc/mtab"
#define MNTTYPE_IGNORE "ignore"
#define MNTTYPE_SWAP "swap"
#define MNTOPT_RO "ro"
#define MNTOPT_RW "rw"
struct mntent {
  char *mnt_fsname, *mnt_dir, *mnt_type, *mnt_opts;
  int mnt_freq, mnt_passno;
};
FILE *setmntent(const char *path, const char *mode);
struct mntent *getmntent(FILE *file);
int addmntent(FILE *restrict file, const struct mntent *restrict entry);
int endmntent(FILE *file);
char *hasmntopt(const struct mntent *entry, const char *option);
