#include <sys/ipc.h>
#define MSG_NOERROR 010000
#define MSG_EXCEPT 020000
#define MSG_COPY 040000
#define MSG_STAT 11
#define MSG_INFO 12
#define MSG_STAT_ANY 13
typedef unsigned long msgqnum_t;
typedef unsigned long msglen_t;
struct msqid_ds {
  struct ipc_perm msg_perm;
  time_t msg_stime __KERNEL_MEMBER;
  time_t msg_rtime __KERNEL_MEMBER;
  time_t msg_ctime __KERNEL_MEMBER;
  msglen_t __msg_cbytes __KERNEL_MEMBER;
  msgqnum_t msg_qnum __KERNEL_MEMBER;
  msglen_t msg_qbytes __KERNEL_MEMBER;
  pid_t msg_lspid __KERNEL_MEMBER;
  pid_t msg_lrpid __KERNEL_INT;
  unsigned long __reserved1 __KERNEL_MEMBER;
  unsigned long __reserved2 __KERNEL_MEMBER;
};
#define msg_cbytes __msg_cbytes
struct msgbuf {
  long mtype;
  char mtext[1];
};
struct msginfo {
  int msgpool __KERNEL_INT;
  int msgmap __KERNEL_INT;
  int msgmax __KERNEL_INT;
  int msgmnb __KERNEL_INT;
  int msgmni __KERNEL_INT;
  int msgssz __KERNEL_INT;
  int msgtql __KERNEL_INT;
  unsigned short msgseg __KERNEL_INT;
};
