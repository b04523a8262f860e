// Shared memory objects and named semaphores: names, modes and errors.
#define _GNU_SOURCE
#include <errno.h>
#include <fcntl.h>
#include <semaphore.h>
#include <signal.h>
#include <setjmp.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

static char text[5000], name[64], object[64];

static void tell(const char *what, int failed) {
  printf("%s: ", what);
  if (failed)
    printf("error %d\n", errno);
  else
    printf("ok\n");
}

#define SEM(call) tell(#call, (call) == SEM_FAILED)
#define INT(call) tell(#call, (call) < 0)

static void semaphores(void) {
  SEM(sem_open("", O_CREAT, 0600, 1));
  SEM(sem_open("/", O_CREAT, 0600, 1));
  SEM(sem_open("/a/b", O_CREAT, 0600, 1));
  INT(sem_unlink(""));
  INT(sem_unlink("/a/b"));
  INT(sem_unlink("/never-made-by-this-test"));
  memset(text, 'n', sizeof text - 1);
  text[0] = '/';
  static const int lengths[] = {252, 255, 256, 4000};
  for (int i = 0; i < 4; i++) {
    text[lengths[i] + 1] = 0;
    SEM(sem_open(text, O_CREAT, 0600, 1));
    INT(sem_unlink(text));
    text[lengths[i] + 1] = 'n';
  }
  SEM(sem_open(name, O_CREAT, 0600, 0x80000000u));
  SEM(sem_open(name, 0));
  sem_t *first = sem_open(name, O_CREAT | O_EXCL, 0600, 2), *again = sem_open(name, 0);
  printf("the same %d\n", first == again);
  SEM(sem_open(name, O_CREAT, 0, 77));
  SEM(sem_open(name, O_CREAT | O_EXCL, 0600, 1));
  SEM(sem_open(name, O_CREAT | O_EXCL, 0600, 0x80000000u));
  int value;
  sem_getvalue(first, &value);
  printf("value %d\n", value);
  INT(sem_close(first));
  INT(sem_wait(again));
  INT(sem_unlink(name));
  INT(sem_unlink(name));
  // It lives on, and one of the same name is another.
  sem_t *other = sem_open(name, O_CREAT, 0600, 5);
  printf("another %d\n", other != again);
  sem_getvalue(again, &value);
  printf("value %d\n", value);
  sem_unlink(name);
  if (fork() == 0) {
    sem_post(again);
    INT(sem_close(again));
    fflush(stdout);
    _exit(0);
  }
  wait(NULL);
  sem_getvalue(again, &value);
  printf("value %d\n", value);
}

static void waits(void) {
  sem_t s;
  struct timespec bad = {0, 1000000000}, negative = {-1, 0}, early = {1, 0};
  INT(sem_init(&s, 0, 0x80000000u));
  INT(sem_init(&s, 0, 0x7fffffff));
  INT(sem_post(&s));
  INT(sem_close(&s));
  INT(sem_destroy(&s));
  sem_init(&s, 0, 1);
  INT(sem_timedwait(&s, &bad));
  INT(sem_timedwait(&s, &negative));
  INT(sem_timedwait(&s, &negative));
  INT(sem_timedwait(&s, &early));
  INT(sem_clockwait(&s, CLOCK_BOOTTIME, &early));
  INT(sem_clockwait(&s, CLOCK_MONOTONIC, &early));
  INT(sem_trywait(&s));
  sem_post(&s);
  INT(sem_clockwait(&s, CLOCK_PROCESS_CPUTIME_ID, &early));
  INT(sem_trywait(&s));
}

static sigjmp_buf back;
static volatile int code;

static void beyond(int signal, siginfo_t *info, void *context) {
  code = info->si_code;
  siglongjmp(back, signal);
}

static void objects(void) {
  INT(shm_open("", O_CREAT | O_RDWR, 0600));
  INT(shm_open("/", O_CREAT | O_RDWR, 0600));
  INT(shm_open("/a/b", O_CREAT | O_RDWR, 0600));
  INT(shm_open("/never-made-by-this-test", O_RDWR, 0));
  INT(shm_unlink(""));
  INT(shm_unlink("/"));
  INT(shm_unlink("/a/b"));
  INT(shm_unlink("/never-made-by-this-test"));
  static const int lengths[] = {255, 256};
  for (int i = 0; i < 2; i++) {
    text[lengths[i] + 1] = 0;
    INT(shm_open(text, O_RDWR, 0600));
    INT(shm_unlink(text));
    text[lengths[i] + 1] = 'n';
  }
  umask(022);
  int fd = shm_open(object, O_CREAT | O_EXCL | O_RDWR, 0666);
  struct stat stat;
  fstat(fd, &stat);
  printf("mode %o size %ld\n", stat.st_mode, (long)stat.st_size);
  printf("closed by exec %d\n", fcntl(fd, F_GETFD));
  INT(shm_open(object, O_CREAT | O_EXCL | O_RDWR, 0600));
  INT(ftruncate(fd, 6000));
  fstat(fd, &stat);
  printf("size %ld\n", (long)stat.st_size);
  char *memory = mmap(NULL, 12288, PROT_READ | PROT_WRITE, MAP_SHARED, fd, 0);
  strcpy(memory + 5990, "at the end");
  int reader = shm_open(object + 1, O_RDONLY, 0);
  char bytes[10];
  printf("read %zd %.10s\n", pread(reader, bytes, sizeof bytes, 5990), bytes);
  char *view = mmap(NULL, 4096, PROT_READ, MAP_SHARED, reader, 4096);
  printf("view %s\n", view + 5990 - 4096);
  errno = 0;
  printf("writable %d", mmap(NULL, 4096, PROT_WRITE, MAP_SHARED, reader, 0) != MAP_FAILED);
  printf(" %d\n", errno);
  if (fork() == 0) {
    strcpy(memory, "from the child");
    _exit(0);
  }
  wait(NULL);
  printf("%s\n", memory);
  struct sigaction action = {.sa_sigaction = beyond, .sa_flags = SA_SIGINFO};
  sigaction(SIGBUS, &action, NULL);
  int signal = sigsetjmp(back, 1);
  if (signal == 0)
    memory[8192] = 1;
  printf("behind the end: signal %d code %d\n", signal, code);
  INT(shm_unlink(object));
  INT(shm_unlink(object));
  INT(shm_open(object, O_RDWR, 0));
  memory[1] = 7;
  printf("lives on %d\n", pread(fd, bytes, 2, 0) == 2 && bytes[1] == 7);
}

int main(void) {
  sprintf(name, "/posix-objects-%d", getpid());
  strcpy(object, name);
  setvbuf(stdout, NULL, _IONBF, 0);
  semaphores();
  waits();
  objects();
  return 0;
}
