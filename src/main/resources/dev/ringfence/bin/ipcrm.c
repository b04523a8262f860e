/* ipcrm: removes objects of System V: -q -m -s by ID, -Q -M -S by KEY, -a all. */
#define _GNU_SOURCE
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ipc.h>
#include <sys/msg.h>
#include <sys/sem.h>
#include <sys/shm.h>
#include <unistd.h>

static int status;

static int remove_id(int kind, int id) {
  return kind == 'q' ? msgctl(id, IPC_RMID, NULL) : kind == 'm' ? shmctl(id, IPC_RMID, NULL) : semctl(id, 0, IPC_RMID);
}

static const char *reason(int by_key) {
  const char *what = by_key ? "key" : "id";
  static char text[60];
  if (errno == EACCES || errno == EPERM)
    snprintf(text, sizeof text, "permission denied for %s", what);
  else if (errno == EIDRM)
    snprintf(text, sizeof text, "already removed %s", what);
  else
    snprintf(text, sizeof text, "invalid %s", what);
  return text;
}

static void remove_one(int option, const char *given) {
  int by_key = option == 'Q' || option == 'M' || option == 'S';
  int kind = option == 'Q' ? 'q' : option == 'M' ? 'm' : option == 'S' ? 's' : option;
  char *end;
  long id = strtoul(given, &end, 0);
  if (!*given || *end) {
    fprintf(stderr, "ipcrm: failed to parse argument: '%s'\n", given);
    status = 1;
    return;
  }
  if (by_key)
    id = kind == 'q' ? msgget(id, 0) : kind == 'm' ? shmget(id, 0, 0) : semget(id, 0, 0);
  if (id < 0 || remove_id(kind, id)) {
    fprintf(stderr, "ipcrm: %s (%s)\n", reason(by_key), given);
    status = 1;
  }
}

static void remove_all(void) {
  struct msqid_ds queue;
  struct shmid_ds segment;
  struct semid_ds set;
  struct seminfo info;
  struct msginfo message_info;
  struct shm_info shared_info;
  int last = msgctl(0, MSG_INFO, (struct msqid_ds *)&message_info);
  for (int i = 0, id; i <= last; i++)
    if ((id = msgctl(i, MSG_STAT, &queue)) >= 0)
      remove_id('q', id);
  last = shmctl(0, SHM_INFO, (struct shmid_ds *)&shared_info);
  for (int i = 0, id; i <= last; i++)
    if ((id = shmctl(i, SHM_STAT, &segment)) >= 0)
      remove_id('m', id);
  last = semctl(0, 0, SEM_INFO, &info);
  for (int i = 0, id; i <= last; i++)
    if ((id = semctl(i, 0, SEM_STAT, &set)) >= 0)
      remove_id('s', id);
}

int main(int argc, char **argv) {
  if (argc == 1) {
    fprintf(stderr, "ipcrm: not enough arguments\n");
    return 1;
  }
  for (int option; (option = getopt(argc, argv, "q:m:s:Q:M:S:a")) != -1;) {
    if (option == 'a')
      remove_all();
    else if (option == '?')
      return 1;
    else
      remove_one(option, optarg);
  }
  return status;
}
