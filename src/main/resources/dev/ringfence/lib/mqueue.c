#include <errno.h>
#include <mqueue.h>
#include <pthread.h>
#include <semaphore.h>
#include <signal.h>
#include <stdarg.h>
#include <unistd.h>

static int refuse(int error) {
  errno = error;
  return -1;
}

mqd_t mq_open(const char *name, int oflag, ...) {
  mode_t mode = 0;
  struct mq_attr *attr = NULL;
  if (name[0] != '/')
    return refuse(EINVAL);
  if (oflag & O_CREAT) {
    va_list list;
    va_start(list, oflag);
    mode = va_arg(list, mode_t);
    attr = va_arg(list, struct mq_attr *);
    va_end(list);
  }
  return __mq_open(name + 1, oflag, mode, attr);
}

int mq_close(mqd_t mqdes) { return close(mqdes); }

/* The kernel says EPERM, as for a file in a sticky directory, where POSIX has EACCES. */
int mq_unlink(const char *name) {
  if (name[0] != '/')
    return refuse(EINVAL);
  int result = __mq_unlink(name + 1);
  if (result < 0 && errno == EPERM)
    errno = EACCES;
  return result;
}

int mq_getattr(mqd_t mqdes, struct mq_attr *attr) { return __mq_getsetattr(mqdes, NULL, attr); }

int mq_setattr(mqd_t mqdes, const struct mq_attr *restrict attr, struct mq_attr *restrict oldattr) {
  return __mq_getsetattr(mqdes, attr, oldattr);
}

int mq_send(mqd_t mqdes, const char *msg_ptr, size_t msg_len, unsigned int msg_prio) {
  return mq_timedsend(mqdes, msg_ptr, msg_len, msg_prio, NULL);
}

ssize_t mq_receive(mqd_t mqdes, char *msg_ptr, size_t msg_len, unsigned int *msg_prio) {
  return mq_timedreceive(mqdes, msg_ptr, msg_len, msg_prio, NULL);
}

/* What a thread is to do that begins with a message. */
struct notice {
  int ticket;
  void (*function)(union sigval);
  union sigval value;
  sem_t taken;
};

static void *await(void *argument) {
  struct notice notice = *(struct notice *)argument;
  sem_post(&((struct notice *)argument)->taken);
  pthread_detach(pthread_self());
  if (__mq_await_notification(notice.ticket) == 1)
    notice.function(notice.value);
  return NULL;
}

int mq_notify(mqd_t mqdes, const struct sigevent *notification) {
  if (!notification || notification->sigev_notify != SIGEV_THREAD)
    return __mq_notify(mqdes, notification);
  struct notice notice = {.function = notification->sigev_notify_function,
                          .value = notification->sigev_value};
  notice.ticket = __mq_notify_thread(mqdes);
  if (notice.ticket < 0)
    return -1;
  pthread_t thread;
  sigset_t all, before;
  sem_init(&notice.taken, 0, 0);
  sigfillset(&all);
  pthread_sigmask(SIG_SETMASK, &all, &before);
  int error = pthread_create(&thread, notification->sigev_notify_attributes, await, &notice);
  pthread_sigmask(SIG_SETMASK, &before, NULL);
  if (error) {
    __mq_notify(mqdes, NULL);
    return refuse(error);
  }
  while (sem_wait(&notice.taken) < 0)
    ;
  return 0;
}
