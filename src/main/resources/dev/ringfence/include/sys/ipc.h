#include <bits/kernel.h>
#include <sys/types.h>
#define IPC_CREAT 01000
#define IPC_EXCL 02000
#define IPC_NOWAIT 04000
#define IPC_RMID 0
#define IPC_SET 1
#define IPC_STAT 2
#define IPC_INFO 3
#define IPC_PRIVATE ((key_t)0)
struct ipc_perm {
  key_t __key __KERNEL_INT;
  uid_t uid __KERNEL_INT;
  gid_t gid __KERNEL_INT;
  uid_t cuid __KERNEL_INT;
  gid_t cgid __KERNEL_INT;
  mode_t mode __KERNEL_INT;
  unsigned short __seq __KERNEL_INT;
  unsigned long __reserved1 __KERNEL_MEMBER;
  unsigned long __reserved2 __KERNEL_MEMBER;
};
key_t ftok(const char *path, int id);
