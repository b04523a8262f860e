#include <sys/ipc.h>
#include <unistd.h>
#define SHM_R 0400
#define SHM_W 0200
#define SHM_HUGETLB 04000
#define SHM_NORESERVE 010000
#define SHM_HUGE_SHIFT 26
#define SHM_HUGE_MASK 0x3f
#define SHM_HUGE_2MB (21 << SHM_HUGE_SHIFT)
#define SHM_HUGE_1GB (30 << SHM_HUGE_SHIFT)
#define SHM_RDONLY 010000
#define SHM_RND 020000
#define SHM_REMAP 040000
#define SHM_EXEC 0100000
#define SHM_DEST 01000
#define SHM_LOCKED 02000
#define SHM_LOCK 11
#define SHM_UNLOCK 12
#define SHM_STAT 13
#define SHM_INFO 14
#define SHM_STAT_ANY 15
#define SHMLBA (getpagesize())
typedef unsigned long shmatt_t;
struct shmid_ds {
  struct ipc_perm shm_perm;
  size_t shm_segsz __KERNEL_MEMBER;
  time_t shm_atime __KERNEL_MEMBER;
  time_t shm_dtime __KERNEL_MEMBER;
  time_t shm_ctime __KERNEL_MEMBER;
  pid_t shm_cpid __KERNEL_MEMBER;
  pid_t shm_lpid __KERNEL_INT;
  shmatt_t shm_nattch __KERNEL_MEMBER;
  unsigned long __reserved1 __KERNEL_MEMBER;
  unsigned long __reserved2 __KERNEL_MEMBER;
};
struct shminfo {
  unsigned long shmmax __KERNEL_MEMBER;
  unsigned long shmmin __KERNEL_MEMBER;
  unsigned long shmmni __KERNEL_MEMBER;
  unsigned long shmseg __KERNEL_MEMBER;
  unsigned long shmall __KERNEL_MEMBER;
  unsigned long __reserved1 __KERNEL_MEMBER;
  unsigned long __reserved2 __KERNEL_MEMBER;
  unsigned long __reserved3 __KERNEL_MEMBER;
  unsigned long __reserved4 __KERNEL_MEMBER;
};
struct shm_info {
  int used_ids __KERNEL_MEMBER;
  unsigned long shm_tot __KERNEL_MEMBER;
  unsigned long shm_rss __KERNEL_MEMBER;
  unsigned long shm_swp __KERNEL_MEMBER;
  unsigned long swap_attempts __KERNEL_MEMBER;
  unsigned long swap_successes __KERNEL_MEMBER;
};
