#include <sys/stat.h>
#include <sys/types.h>
enum { FTW_F, FTW_D, FTW_DNR, FTW_NS, FTW_SL, FTW_DP, FTW_SLN };
enum { FTW_PHYS = 1, FTW_MOUNT = 2, FTW_CHDIR = 4, FTW_DEPTH = 8, FTW_ACTIONRETVAL = 16 };
enum { FTW_CONTINUE, FTW_STOP, FTW_SKIP_SUBTREE, FTW_SKIP_SIBLINGS };
struct FTW {
  int base;
  int level;
};
int ftw(const char *path, int (*visit)(const char *, const struct stat *, int), int most);
int nftw(const char *path, int (*visit)(const char *, const struct stat *, int, struct FTW *),
         int most, int flags);
#if defined _LARGEFILE64_SOURCE || defined _GNU_SOURCE
#define ftw64 ftw
#define nftw64 nftw
#endif
