// What each mechanism of IPC costs: two processes that hand one byte, count or signal to and fro.
// Usage: ipc MECHANISM ROUND-TRIPS
#define _GNU_SOURCE
#include <errno.h>
#include <fcntl.h>
#include <linux/futex.h>
#include <mqueue.h>
#include <netinet/in.h>
#include <pthread.h>
#include <semaphore.h>
#include <signal.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/epoll.h>
#include <sys/eventfd.h>
#include <sys/ipc.h>
#include <sys/mman.h>
#include <sys/msg.h>
#include <sys/sem.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <unistd.h>

// Side 0 is the parent, side 1 the child; what is sent to a side is received by it.
static int in[2], out[2];
static int id;
static mqd_t queue[2];
static pid_t process[2];
static sigset_t token;

static struct shared {
  sem_t semaphore[2];
  int word[2];
  int turn;
  pthread_mutex_t mutex;
  pthread_cond_t changed;
} *shared;

static void check(long result, const char *what) {
  if (result < 0) {
    perror(what);
    exit(1);
  }
}

static void bytes_send(int side) {
  char c = 'x';
  check(write(out[!side], &c, 1), "write");
}

static void bytes_receive(int side) {
  char c;
  check(read(in[side], &c, 1), "read");
}

static void pipe_open(void) {
  int ends[2];
  for (int side = 0; side < 2; side++) {
    check(pipe(ends), "pipe");
    in[side] = ends[0];
    out[side] = ends[1];
  }
}

static void fifo_open(void) {
  for (int side = 0; side < 2; side++) {
    char name[64];
    sprintf(name, "/tmp/ipc-bench-%d-%d", getpid(), side);
    check(mkfifo(name, 0600), "mkfifo");
    in[side] = out[side] = open(name, O_RDWR);
    check(in[side], "open");
    unlink(name);
  }
}

static void pair_open(int type) {
  int ends[2];
  check(socketpair(AF_UNIX, type, 0, ends), "socketpair");
  in[0] = out[1] = ends[0];
  in[1] = out[0] = ends[1];
}

static void stream_open(void) { pair_open(SOCK_STREAM); }

static void datagram_open(void) { pair_open(SOCK_DGRAM); }

static void seqpacket_open(void) { pair_open(SOCK_SEQPACKET); }

static int bound(int type, struct sockaddr_in *address) {
  socklen_t length = sizeof *address;
  int fd = socket(AF_INET, type, 0);
  check(fd, "socket");
  *address = (struct sockaddr_in){.sin_family = AF_INET};
  address->sin_addr.s_addr = htonl(INADDR_LOOPBACK);
  check(bind(fd, (struct sockaddr *)address, sizeof *address), "bind");
  check(getsockname(fd, (struct sockaddr *)address, &length), "getsockname");
  return fd;
}

static void tcp_open(void) {
  struct sockaddr_in address;
  int listener = bound(SOCK_STREAM, &address);
  check(listen(listener, 1), "listen");
  in[0] = out[1] = socket(AF_INET, SOCK_STREAM, 0);
  check(connect(in[0], (struct sockaddr *)&address, sizeof address), "connect");
  in[1] = out[0] = accept(listener, NULL, NULL);
  check(in[1], "accept");
}

static void udp_open(void) {
  struct sockaddr_in address[2];
  for (int side = 0; side < 2; side++)
    in[side] = out[!side] = bound(SOCK_DGRAM, &address[side]);
  for (int side = 0; side < 2; side++)
    check(connect(in[side], (struct sockaddr *)&address[!side], sizeof address[0]), "connect");
}

static void event_open(void) {
  for (int side = 0; side < 2; side++) {
    in[side] = out[side] = eventfd(0, 0);
    check(in[side], "eventfd");
  }
}

static void event_send(int side) {
  uint64_t one = 1;
  check(write(out[!side], &one, sizeof one), "write");
}

static void event_receive(int side) {
  uint64_t count;
  check(read(in[side], &count, sizeof count), "read");
}

struct letter {
  long type;
  char text[1];
};

static void message_open(void) {
  id = msgget(IPC_PRIVATE, 0600);
  check(id, "msgget");
}

static void message_send(int side) {
  struct letter letter = {1 + !side, "x"};
  check(msgsnd(id, &letter, 1, 0), "msgsnd");
}

static void message_receive(int side) {
  struct letter letter;
  check(msgrcv(id, &letter, 1, 1 + side, 0), "msgrcv");
}

static void message_close(void) { msgctl(id, IPC_RMID, NULL); }

static void set_open(void) {
  id = semget(IPC_PRIVATE, 2, 0600);
  check(id, "semget");
}

static void set_operate(int number, int by) {
  struct sembuf operation = {number, by, 0};
  check(semop(id, &operation, 1), "semop");
}

static void set_send(int side) { set_operate(!side, 1); }

static void set_receive(int side) { set_operate(side, -1); }

static void set_close(void) { semctl(id, 0, IPC_RMID); }

static void queue_open(void) {
  struct mq_attr attributes = {.mq_maxmsg = 1, .mq_msgsize = 1};
  for (int side = 0; side < 2; side++) {
    char name[64];
    sprintf(name, "/ipc-bench-%d-%d", getpid(), side);
    queue[side] = mq_open(name, O_RDWR | O_CREAT, 0600, &attributes);
    check(queue[side], "mq_open");
    mq_unlink(name);
  }
}

static void queue_send(int side) { check(mq_send(queue[!side], "x", 1, 0), "mq_send"); }

static void queue_receive(int side) {
  char c;
  check(mq_receive(queue[side], &c, 1, NULL), "mq_receive");
}

static void nothing(void) {}

static void share(void) {
  shared = mmap(NULL, sizeof *shared, PROT_READ | PROT_WRITE, MAP_SHARED | MAP_ANONYMOUS, -1, 0);
  shared->turn = -1;
}

static void semaphore_open(void) {
  share();
  for (int side = 0; side < 2; side++)
    check(sem_init(&shared->semaphore[side], 1, 0), "sem_init");
}

static void semaphore_send(int side) { sem_post(&shared->semaphore[!side]); }

static void semaphore_receive(int side) { sem_wait(&shared->semaphore[side]); }

static void futex_send(int side) {
  __atomic_store_n(&shared->word[!side], 1, __ATOMIC_SEQ_CST);
  syscall(SYS_futex, &shared->word[!side], FUTEX_WAKE, 1, NULL, NULL, 0);
}

static void futex_receive(int side) {
  while (__atomic_exchange_n(&shared->word[side], 0, __ATOMIC_SEQ_CST) == 0)
    syscall(SYS_futex, &shared->word[side], FUTEX_WAIT, 0, NULL, NULL, 0);
}

static void condition_open(void) {
  share();
  pthread_mutexattr_t mutex;
  pthread_condattr_t condition;
  pthread_mutexattr_init(&mutex);
  pthread_mutexattr_setpshared(&mutex, PTHREAD_PROCESS_SHARED);
  pthread_mutex_init(&shared->mutex, &mutex);
  pthread_condattr_init(&condition);
  pthread_condattr_setpshared(&condition, PTHREAD_PROCESS_SHARED);
  pthread_cond_init(&shared->changed, &condition);
}

static void condition_send(int side) {
  pthread_mutex_lock(&shared->mutex);
  shared->turn = !side;
  pthread_cond_signal(&shared->changed);
  pthread_mutex_unlock(&shared->mutex);
}

static void condition_receive(int side) {
  pthread_mutex_lock(&shared->mutex);
  while (shared->turn != side)
    pthread_cond_wait(&shared->changed, &shared->mutex);
  shared->turn = -1;
  pthread_mutex_unlock(&shared->mutex);
}

static void signal_open(void) {
  sigemptyset(&token);
  sigaddset(&token, SIGUSR1);
  sigprocmask(SIG_BLOCK, &token, NULL);
}

static void signal_send(int side) { check(kill(process[!side], SIGUSR1), "kill"); }

static void signal_receive(int side) {
  int sig;
  sigwait(&token, &sig);
}

// The turns of one side: the parent sends first.
#define TURNS(way) \
  static void way##_turns(int side, long rounds) { \
    for (long i = 0; i < rounds; i++) { \
      if (side == 0) \
        way##_send(0); \
      way##_receive(side); \
      if (side == 1) \
        way##_send(1); \
    } \
  }

TURNS(bytes)
TURNS(event)
TURNS(message)
TURNS(set)
TURNS(queue)
TURNS(semaphore)
TURNS(futex)
TURNS(condition)
TURNS(signal)

static const struct mechanism {
  const char *name;
  void (*open)(void);
  void (*turns)(int side, long rounds);
  void (*close)(void);
} mechanisms[] = {
    {"pipe", pipe_open, bytes_turns, nothing},
    {"fifo", fifo_open, bytes_turns, nothing},
    {"unix-stream", stream_open, bytes_turns, nothing},
    {"unix-dgram", datagram_open, bytes_turns, nothing},
    {"unix-seqpacket", seqpacket_open, bytes_turns, nothing},
    {"tcp", tcp_open, bytes_turns, nothing},
    {"udp", udp_open, bytes_turns, nothing},
    {"eventfd", event_open, event_turns, nothing},
    {"msg", message_open, message_turns, message_close},
    {"sem", set_open, set_turns, set_close},
    {"mq", queue_open, queue_turns, nothing},
    {"posix-sem", semaphore_open, semaphore_turns, nothing},
    {"futex", share, futex_turns, nothing},
    {"condition", condition_open, condition_turns, nothing},
    {"signal", signal_open, signal_turns, nothing},
};

int main(int argc, char **argv) {
  const char *name = argc > 1 ? argv[1] : "pipe";
  long rounds = argc > 2 ? atol(argv[2]) : 1000;
  const struct mechanism *m = mechanisms;
  const struct mechanism *end = mechanisms + sizeof mechanisms / sizeof *mechanisms;
  while (m < end && strcmp(m->name, name) != 0)
    m++;
  if (m == end) {
    fprintf(stderr, "no mechanism %s\n", name);
    return 2;
  }
  m->open();
  process[0] = getpid();
  process[1] = fork();
  if (process[1] == 0) {
    m->turns(1, rounds);
    _exit(0);
  }
  m->turns(0, rounds);
  int status;
  wait(&status);
  m->close();
  printf("%ld\n", rounds);
  return status != 0;
}
