/* What ipcs shows of three objects, and /proc of them: the same as that of Linux. */
#define _GNU_SOURCE
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ipc.h>
#include <sys/msg.h>
#include <sys/sem.h>
#include <sys/shm.h>
#include <unistd.h>

static char key[16];
static char number[16];

/* The titles of what a command says, and the lines with one of the keys, as they stand. */
static void run(const char *command) {
  char line[300];
  fflush(stdout);
  FILE *pipe = popen(command, "r");
  while (fgets(line, sizeof line, pipe)) {
    if (line[0] == '-' || line[0] == 'k') {
      printf("%s", line);
    } else if (strstr(line, key)) {
      memcpy(line, "KEY       ", 10);
      printf("%.11s%s", line, line + 33);
    }
  }
  printf("%d\n", pclose(pipe));
}

static void details(char kind, int id) {
  char command[40], line[300];
  sprintf(command, "ipcs -%c -i %d", kind, id);
  fflush(stdout);
  FILE *pipe = popen(command, "r");
  while (fgets(line, sizeof line, pipe))
    if (!strstr(line, "id=") && !strstr(line, "time") && !strstr(line, "pid"))
      printf("%.43s\n", line);
  printf("%d\n", pclose(pipe));
}

/* The lines of a file of /proc about an object, and the titles. */
static void proc(const char *path) {
  char line[300];
  FILE *file = fopen(path, "r");
  while (fgets(line, sizeof line, file)) {
    char copy[300];
    strcpy(copy, line);
    char *first = strtok(copy, " ");
    if (!strcmp(first, "key"))
      printf("%s", line);
    else if (!strcmp(first, number))
      printf("%s %.4s %d\n", "line", line + 23, (int)strlen(line));
  }
  fclose(file);
}

int main(void) {
  key_t k = 0x56000000 | getpid();
  sprintf(key, "0x%08x", k);
  sprintf(number, "%d", k);
  int queue = msgget(k, IPC_CREAT | 0640), set = semget(k, 3, IPC_CREAT | 0600);
  int segment = shmget(k, 5000, IPC_CREAT | 0604);
  struct {
    long type;
    char text[50];
  } message = {1};
  msgsnd(queue, &message, 50, 0);
  msgsnd(queue, &message, 0, 0);
  struct sembuf operation = {1, 2, 0};
  semop(set, &operation, 1);
  char *memory = shmat(segment, NULL, 0);
  memory[4096] = 1;
  run("ipcs -a");
  run("ipcs -q");
  run("ipcs -s -m");
  details('q', queue);
  details('m', segment);
  details('s', set);
  proc("/proc/sysvipc/msg");
  proc("/proc/sysvipc/sem");
  proc("/proc/sysvipc/shm");
  char line[300];
  FILE *maps = fopen("/proc/self/maps", "r");
  while (fgets(line, sizeof line, maps)) {
    unsigned long from, to, inode;
    char rights[5], name[40];
    if (sscanf(line, "%lx-%lx %4s %*x 00:01 %lu %39s", &from, &to, rights, &inode, name) == 5 &&
        (char *)from == memory)
      printf("%lu %s %d %.5s\n", to - from, rights, (int)inode == segment, name);
  }
  fclose(maps);
  char command[200];
  sprintf(command, "ipcrm -q %d -S %s -M %s", queue, key, key);
  printf("%d\n", system(command));
  run("ipcs");
  printf("%d\n", system("ipcrm -q 2147483647 2>&1"));
  return 0;
}
