/* ipcs: lists the objects of System V: -q message queues, -m shared memory, -s semaphores, all unless
   one is named; -t when they were used, -p by whom, -c by whom they were made, -l limits, -u a summary;
   -q|-m|-s -i ID all there is to know of one. */
#define _GNU_SOURCE
#include <grp.h>
#include <pwd.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ipc.h>
#include <sys/msg.h>
#include <sys/sem.h>
#include <sys/shm.h>
#include <time.h>
#include <unistd.h>

static int form = 'o';

static void title(const char *what, const char *columns) {
  printf("------ %s --------\n", what);
  if (columns)
    puts(columns);
}

static const char *user_name(uid_t uid) {
  static char number[12];
  struct passwd *user = getpwuid(uid);
  snprintf(number, sizeof number, "%u", uid);
  return user ? user->pw_name : number;
}

static const char *group_name(gid_t gid) {
  static char number[12];
  struct group *group = getgrgid(gid);
  snprintf(number, sizeof number, "%u", gid);
  return group ? group->gr_name : number;
}

/* The day and the time without year, or all. */
static const char *when(time_t time, int whole) {
  static char text[40];
  if (!time)
    return "Not set";
  strftime(text, sizeof text, whole ? "%a %b %e %H:%M:%S %Y" : "%b %e %H:%M:%S", localtime(&time));
  return text;
}

static void creators(int id, const struct ipc_perm *perm) {
  printf("%-10d %-10o %-10s ", id, perm->mode & 0777, user_name(perm->cuid));
  printf("%-10s ", group_name(perm->cgid));
  printf("%-10s ", user_name(perm->uid));
  printf("%-10s\n", group_name(perm->gid));
}

static void identity(int id, const struct ipc_perm *perm) {
  printf("0x%08x %-10d %-10.10s %-10o ", perm->__key, id, user_name(perm->uid), perm->mode & 0777);
}

static void one_queue(int id, const struct msqid_ds *ds) {
  if (form == 'c') {
    creators(id, &ds->msg_perm);
  } else if (form == 'p') {
    printf("%-8d %-10s  %5d     %5d\n", id, user_name(ds->msg_perm.uid), ds->msg_lspid, ds->msg_lrpid);
  } else if (form == 't') {
    printf("%-8d %-10s", id, user_name(ds->msg_perm.uid));
    printf(" %-20s", when(ds->msg_stime, 0));
    printf(" %-20s", when(ds->msg_rtime, 0));
    printf(" %-20s\n", when(ds->msg_ctime, 0));
  } else {
    identity(id, &ds->msg_perm);
    printf("%-12lu %-12lu\n", (unsigned long)ds->__msg_cbytes, (unsigned long)ds->msg_qnum);
  }
}

static void queues(void) {
  struct msginfo info;
  struct msqid_ds ds;
  int last = msgctl(0, MSG_INFO, (struct msqid_ds *)&info);
  if (form == 'l') {
    title("Messages Limits", NULL);
    printf("max queues system wide = %d\n", info.msgmni);
    printf("max size of message (bytes) = %d\n", info.msgmax);
    printf("default max size of queue (bytes) = %d\n\n", info.msgmnb);
    return;
  }
  if (form == 'u') {
    title("Messages Status", NULL);
    printf("allocated queues = %d\nused headers = %d\nused space = %d bytes\n\n", info.msgpool, info.msgmap,
           info.msgtql);
    return;
  }
  if (form == 'c')
    title("Message Queues Creators/Owners", "msqid      perms      cuid       cgid       uid        gid       ");
  else if (form == 'p')
    title("Message Queues PIDs", "msqid      owner      lspid      lrpid     ");
  else if (form == 't')
    title("Message Queues Send/Recv/Change Times",
          "msqid    owner      send                 recv                 change              ");
  else
    title("Message Queues", "key        msqid      owner      perms      used-bytes   messages    ");
  for (int i = 0; i <= last; i++) {
    int id = msgctl(i, MSG_STAT_ANY, &ds);
    if (id >= 0)
      one_queue(id, &ds);
  }
  putchar('\n');
}

static void one_segment(int id, const struct shmid_ds *ds) {
  if (form == 'c') {
    creators(id, &ds->shm_perm);
  } else if (form == 'p') {
    printf("%-10d %-10.10s %-10d %-10d\n", id, user_name(ds->shm_perm.uid), ds->shm_cpid, ds->shm_lpid);
  } else if (form == 't') {
    printf("%-10d %-10.10s", id, user_name(ds->shm_perm.uid));
    printf(" %-20s", when(ds->shm_atime, 0));
    printf(" %-20s", when(ds->shm_dtime, 0));
    printf(" %-20s\n", when(ds->shm_ctime, 0));
  } else {
    identity(id, &ds->shm_perm);
    printf("%-10lu %-10lu %-6s %-6s\n", (unsigned long)ds->shm_segsz, (unsigned long)ds->shm_nattch,
           ds->shm_perm.mode & SHM_DEST ? "dest" : "", ds->shm_perm.mode & SHM_LOCKED ? "locked" : "");
  }
}

static void segments(void) {
  struct shminfo limits;
  struct shm_info info;
  struct shmid_ds ds;
  int last = shmctl(0, SHM_INFO, (struct shmid_ds *)&info);
  shmctl(0, IPC_INFO, (struct shmid_ds *)&limits);
  if (form == 'l') {
    unsigned long size = getpagesize() / 1024;
    title("Shared Memory Limits", NULL);
    printf("max number of segments = %lu\nmax seg size (kbytes) = %lu\n", limits.shmmni, limits.shmmax / 1024);
    printf("max total shared memory (kbytes) = %lu\n",
           limits.shmall > ~0ul / size ? ~0ul - size + 1 : limits.shmall * size);
    printf("min seg size (bytes) = %lu\n\n", limits.shmmin);
    return;
  }
  if (form == 'u') {
    title("Shared Memory Status", NULL);
    printf("segments allocated %d\npages allocated %lu\npages resident  %lu\npages swapped   %lu\n", info.used_ids,
           info.shm_tot, info.shm_rss, info.shm_swp);
    printf("Swap performance: %lu attempts\t %lu successes\n\n", info.swap_attempts, info.swap_successes);
    return;
  }
  if (form == 'c')
    title("Shared Memory Segment Creators/Owners",
          "shmid      perms      cuid       cgid       uid        gid       ");
  else if (form == 'p')
    title("Shared Memory Creator/Last-op PIDs", "shmid      owner      cpid       lpid      ");
  else if (form == 't')
    title("Shared Memory Attach/Detach/Change Times",
          "shmid      owner      attached             detached             changed             ");
  else
    title("Shared Memory Segments",
          "key        shmid      owner      perms      bytes      nattch     status      ");
  for (int i = 0; i <= last; i++) {
    int id = shmctl(i, SHM_STAT_ANY, &ds);
    if (id >= 0)
      one_segment(id, &ds);
  }
  putchar('\n');
}

static void one_set(int id, const struct semid_ds *ds) {
  if (form == 'c') {
    creators(id, &ds->sem_perm);
  } else if (form == 't') {
    printf("%-8d %-10s", id, user_name(ds->sem_perm.uid));
    printf("  %-26.24s", when(ds->sem_otime, 1));
    printf(" %-26.24s\n", when(ds->sem_ctime, 1));
  } else {
    identity(id, &ds->sem_perm);
    printf("%-10lu\n", (unsigned long)ds->sem_nsems);
  }
}

static void sets(void) {
  struct seminfo info;
  struct semid_ds ds;
  int last = semctl(0, 0, SEM_INFO, &info);
  if (form == 'l') {
    title("Semaphore Limits", NULL);
    printf("max number of arrays = %d\nmax semaphores per array = %d\n", info.semmni, info.semmsl);
    printf("max semaphores system wide = %d\nmax ops per semop call = %d\n", info.semmns, info.semopm);
    printf("semaphore max value = %d\n\n", info.semvmx);
    return;
  }
  if (form == 'u') {
    title("Semaphore Status", NULL);
    printf("used arrays = %d\nallocated semaphores = %d\n\n", info.semusz, info.semaem);
    return;
  }
  if (form == 'c')
    title("Semaphore Arrays Creators/Owners", "semid      perms      cuid       cgid       uid        gid       ");
  else if (form == 't')
    title("Semaphore Operation/Change Times",
          "semid    owner      last-op                    last-changed              ");
  else if (form == 'o')
    title("Semaphore Arrays", "key        semid      owner      perms      nsems     ");
  for (int i = 0; form != 'p' && i <= last; i++) {
    int id = semctl(i, 0, SEM_STAT_ANY, &ds);
    if (id >= 0)
      one_set(id, &ds);
  }
  putchar('\n');
}

static int missing(int id) {
  fprintf(stderr, "ipcs: id %d not found\n", id);
  return 1;
}

static int queue_details(int id) {
  struct msqid_ds ds;
  if (msgctl(id, IPC_STAT, &ds))
    return missing(id);
  printf("\nMessage Queue msqid=%d\nuid=%u\tgid=%u\tcuid=%u\tcgid=%u\tmode=%#o\n", id, ds.msg_perm.uid,
         ds.msg_perm.gid, ds.msg_perm.cuid, ds.msg_perm.cgid, ds.msg_perm.mode);
  printf("cbytes=%lu\tqbytes=%lu\tqnum=%lu\tlspid=%d\tlrpid=%d\n", (unsigned long)ds.__msg_cbytes,
         (unsigned long)ds.msg_qbytes, (unsigned long)ds.msg_qnum, ds.msg_lspid, ds.msg_lrpid);
  printf("send_time=%-26.24s\n", when(ds.msg_stime, 1));
  printf("rcv_time=%-26.24s\n", when(ds.msg_rtime, 1));
  printf("change_time=%-26.24s\n\n", when(ds.msg_ctime, 1));
  return 0;
}

static int segment_details(int id) {
  struct shmid_ds ds;
  if (shmctl(id, IPC_STAT, &ds))
    return missing(id);
  printf("\nShared memory Segment shmid=%d\nuid=%u\tgid=%u\tcuid=%u\tcgid=%u\n", id, ds.shm_perm.uid,
         ds.shm_perm.gid, ds.shm_perm.cuid, ds.shm_perm.cgid);
  printf("mode=%#o\taccess_perms=%#o\n", ds.shm_perm.mode, ds.shm_perm.mode & 0777);
  printf("bytes=%lu\tlpid=%d\tcpid=%d\tnattch=%lu\n", (unsigned long)ds.shm_segsz, ds.shm_lpid, ds.shm_cpid,
         (unsigned long)ds.shm_nattch);
  printf("att_time=%-26.24s\n", when(ds.shm_atime, 1));
  printf("det_time=%-26.24s\n", when(ds.shm_dtime, 1));
  printf("change_time=%-26.24s\n\n", when(ds.shm_ctime, 1));
  return 0;
}

static int set_details(int id) {
  struct semid_ds ds;
  if (semctl(id, 0, IPC_STAT, &ds))
    return missing(id);
  printf("\nSemaphore Array semid=%d\nuid=%u\t gid=%u\t cuid=%u\t cgid=%u\n", id, ds.sem_perm.uid,
         ds.sem_perm.gid, ds.sem_perm.cuid, ds.sem_perm.cgid);
  printf("mode=%#o, access_perms=%#o\nnsems = %lu\n", ds.sem_perm.mode, ds.sem_perm.mode & 0777,
         (unsigned long)ds.sem_nsems);
  printf("otime = %-26.24s\n", when(ds.sem_otime, 1));
  printf("ctime = %-26.24s\n", when(ds.sem_ctime, 1));
  printf("%-10s %-10s %-10s %-10s %-10s\n", "semnum", "value", "ncount", "zcount", "pid");
  for (int i = 0; i < (int)ds.sem_nsems; i++)
    printf("%-10d %-10d %-10d %-10d %-10d\n", i, semctl(id, i, GETVAL), semctl(id, i, GETNCNT),
           semctl(id, i, GETZCNT), semctl(id, i, GETPID));
  putchar('\n');
  return 0;
}

int main(int argc, char **argv) {
  int messages = 0, memory = 0, semaphores = 0, id = -1;
  for (int option; (option = getopt(argc, argv, "qmsatpclui:")) != -1;) {
    if (option == 'q')
      messages = 1;
    else if (option == 'm')
      memory = 1;
    else if (option == 's')
      semaphores = 1;
    else if (option == 'a')
      messages = memory = semaphores = 1;
    else if (option == 'i')
      id = atoi(optarg);
    else if (option != '?')
      form = option;
    else
      return 1;
  }
  if (id >= 0) {
    if (messages + memory + semaphores != 1) {
      fprintf(stderr, "ipcs: when using an ID, a single resource must be specified\n");
      return 1;
    }
    return messages ? queue_details(id) : memory ? segment_details(id) : set_details(id);
  }
  int all = !messages && !memory && !semaphores;
  putchar('\n');
  if (messages || all)
    queues();
  if (memory || all)
    segments();
  if (semaphores || all)
    sets();
  return 0;
}
