#include <bits/stream.h>
#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

/* Becomes the command: a plain one by itself, which is what the shell would do, others by it. */
static void run(const char *command) {
  char *argv[256], *rest = strdup(command);
  int count = 0;
  if (!strpbrk(command, "|&;<>()$`\\\"'*?[#~=%!{}\n"))
    for (char *word = strtok_r(rest, " \t", &rest); word && count < 255;
         word = strtok_r(NULL, " \t", &rest))
      argv[count++] = word;
  argv[count] = NULL;
  if (count)
    execvp(argv[0], argv);
  execl("/bin/sh", "sh", "-c", command, (char *)NULL);
  _exit(127);
}

int system(const char *command) {
  if (!command)
    return 1;
  struct sigaction ignore = {.sa_handler = SIG_IGN}, interrupt, quit;
  sigset_t blocked, before;
  int status = -1;
  sigemptyset(&blocked);
  sigaddset(&blocked, SIGCHLD);
  sigaction(SIGINT, &ignore, &interrupt);
  sigaction(SIGQUIT, &ignore, &quit);
  sigprocmask(SIG_BLOCK, &blocked, &before);
  pid_t child = fork();
  if (child == 0) {
    sigaction(SIGINT, &interrupt, NULL);
    sigaction(SIGQUIT, &quit, NULL);
    sigprocmask(SIG_SETMASK, &before, NULL);
    run(command);
  }
  while (child > 0 && waitpid(child, &status, 0) < 0)
    if (errno != EINTR) {
      status = -1;
      break;
    }
  sigaction(SIGINT, &interrupt, NULL);
  sigaction(SIGQUIT, &quit, NULL);
  sigprocmask(SIG_SETMASK, &before, NULL);
  return status;
}

FILE *popen(const char *command, const char *mode) {
  int ends[2], reads = *mode == 'r';
  if (*mode != 'r' && *mode != 'w') {
    errno = EINVAL;
    return NULL;
  }
  if (pipe(ends))
    return NULL;
  FILE *file = __stream_new(reads ? __READS : __WRITES, ends[!reads], NULL);
  pid_t child = file ? fork() : -1;
  if (child == 0) {
    dup2(ends[reads], reads);
    close(ends[0]);
    close(ends[1]);
    run(command);
  }
  close(ends[reads]);
  if (child < 0) {
    close(ends[!reads]);
    return NULL;
  }
  file->child = child;
  return file;
}

int pclose(FILE *file) {
  int child = file->child, status;
  fclose(file);
  while (waitpid(child, &status, 0) < 0)
    if (errno != EINTR)
      return -1;
  return status;
}
