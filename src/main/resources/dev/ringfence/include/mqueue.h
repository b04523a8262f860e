#include <bits/kernel.h>
#include <bits/sigevent.h>
#include <bits/timespec.h>
#include <fcntl.h>
#include <sys/types.h>
typedef int mqd_t;
struct mq_attr {
  long mq_flags __KERNEL_MEMBER;
  long mq_maxmsg __KERNEL_MEMBER;
  long mq_msgsize __KERNEL_MEMBER;
  long mq_curmsgs __KERNEL_MEMBER;
  __INT64_TYPE__ __pad[4];
};
mqd_t mq_open(const char *name, int oflag, ...);
int mq_close(mqd_t mqdes);
int mq_unlink(const char *name);
int mq_getattr(mqd_t mqdes, struct mq_attr *attr);
int mq_setattr(mqd_t mqdes, const struct mq_attr *restrict attr, struct mq_attr *restrict oldattr);
int mq_notify(mqd_t mqdes, const struct sigevent *notification);
int mq_send(mqd_t mqdes, const char *msg_ptr, size_t msg_len, unsigned int msg_prio);
ssize_t mq_receive(mqd_t mqdes, char *msg_ptr, size_t msg_len, unsigned int *msg_prio);
