#include <errno.h>
#include <stdarg.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

int execv(const char *path, char *const argv[]) { return execve(path, argv, environ); }

/* As execve; a file that the kernel does not know is left to the shell (execlp(3)). */
static int execute(const char *file, char *const argv[], char *const envp[]) {
  int result = execve(file, argv, envp), count = 0;
  if (errno != ENOEXEC)
    return result;
  while (argv[count])
    count++;
  const char *words[count + 2];
  words[0] = "sh";
  words[1] = file;
  for (int i = 1; i <= count; i++)
    words[i + 1] = argv[i];
  return execve("/bin/sh", (char *const *)words, envp);
}

int execvpe(const char *file, char *const argv[], char *const envp[]) {
  if (!*file) {
    errno = ENOENT;
    return -1;
  }
  if (strchr(file, '/'))
    return execute(file, argv, envp);
  const char *path = getenv("PATH");
  if (!path)
    path = "/bin:/usr/bin";
  int refused = 0;
  size_t length = strlen(file);
  for (;;) {
    const char *end = strchrnul(path, ':');
    char name[4096];
    if (end - path + length + 2 > sizeof name) {
      errno = ENAMETOOLONG;
      return -1;
    }
    memcpy(name, path, end - path);
    char *to = name + (end - path);
    if (end > path)
      *to++ = '/';
    memcpy(to, file, length + 1);
    execute(name, argv, envp);
    if (errno == EACCES)
      refused = 1;
    else if (errno != ENOENT && errno != ENOTDIR)
      return -1;
    if (!*end)
      break;
    path = end + 1;
  }
  if (refused)
    errno = EACCES;
  return -1;
}

int execvp(const char *file, char *const argv[]) { return execvpe(file, argv, environ); }

/* The arguments from the first on, up to the null pointer, where `list` then stands. */
static int collect(const char *first, va_list *list, char *argv[], int most) {
  int count = 0;
  for (const char *s = first; s; s = va_arg(*list, char *)) {
    if (count == most - 1) {
      errno = E2BIG;
      return -1;
    }
    argv[count++] = (char *)s;
  }
  argv[count] = NULL;
  return count;
}

enum { MOST = 1024 };

int execl(const char *path, const char *first, ...) {
  char *argv[MOST];
  va_list list;
  va_start(list, first);
  int count = collect(first, &list, argv, MOST);
  va_end(list);
  return count < 0 ? -1 : execv(path, argv);
}

int execlp(const char *file, const char *first, ...) {
  char *argv[MOST];
  va_list list;
  va_start(list, first);
  int count = collect(first, &list, argv, MOST);
  va_end(list);
  return count < 0 ? -1 : execvp(file, argv);
}

int execle(const char *path, const char *first, ...) {
  char *argv[MOST];
  va_list list;
  va_start(list, first);
  int count = collect(first, &list, argv, MOST);
  char **envp = va_arg(list, char **);
  va_end(list);
  return count < 0 ? -1 : execve(path, argv, envp);
}
