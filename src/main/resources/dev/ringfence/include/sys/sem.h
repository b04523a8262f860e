#include <sys/ipc.h>
#include <bits/timespec.h>
#define SEM_UNDO 0x1000
#define GETPID 11
#define GETVAL 12
#define GETALL 13
#define GETNCNT 14
#define GETZCNT 15
#define SETVAL 16
#define SETALL 17
#define SEM_STAT 18
#define SEM_INFO 19
#define SEM_STAT_ANY 20
struct semid_ds {
  struct ipc_perm sem_perm;
  time_t sem_otime __KERNEL_MEMBER;
  unsigned long __reserved1 __KERNEL_MEMBER;
  time_t sem_ctime __KERNEL_MEMBER;
  unsigned long __reserved2 __KERNEL_MEMBER;
  unsigned long sem_nsems __KERNEL_MEMBER;
  unsigned long __reserved3 __KERNEL_MEMBER;
  unsigned long __reserved4 __KERNEL_MEMBER;
};
struct sembuf {
  unsigned short sem_num;
  short sem_op;
  short sem_flg;
};
struct seminfo {
  int semmap __KERNEL_INT;
  int semmni __KERNEL_INT;
  int semmns __KERNEL_INT;
  int semmnu __KERNEL_INT;
  int semmsl __KERNEL_INT;
  int semopm __KERNEL_INT;
  int semume __KERNEL_INT;
  int semusz __KERNEL_INT;
  int semvmx __KERNEL_INT;
  int semaem __KERNEL_INT;
};
int semctl(int semid, int semnum, int cmd, ...);
