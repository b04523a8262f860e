#include <bits/stream.h>
#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

/* There is no shell: a command is a program's name and words, which may stand in quotes. Runs it in
   the child, as `sh -c` would; what asks for more than that is not found. */
static void run(const char *command) {
  char *words = strdup(command), *argv[256], *to = words;
  int count = 0;
  for (const char *c = command; *c && count < 255;) {
    if (strchr(" \t\n", *c)) {
      c++;
      continue;
    }
    if (strchr("|&;<>()$`*?[#~=%!{}", *c))
      break;
    argv[count++] = to;
    while (*c && !strchr(" \t\n", *c)) {
      if (*c == '\'' || *c == '"') {
        char quote = *c++;
        while (*c && *c != quote)
          *to++ = *c++;
        if (*c)
          c++;
      } else {
        *to++ = *c++;
      }
    }
    *to++ = 0;
  }
  argv[count] = NULL;
  if (count == 0)
    _exit(*command ? 127 : 0);
  execvp(argv[0], argv);
  dprintf(2, "sh: 1: %s: not found\n", argv[0]);
  _exit(127);
}

int system(const char *command) {
  if (!command)
    return 0;
  pid_t child = fork();
  if (child == 0)
    run(command);
  int status;
  if (child < 0)
    return -1;
  while (waitpid(child, &status, 0) < 0)
    if (errno != EINTR)
      return -1;
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
