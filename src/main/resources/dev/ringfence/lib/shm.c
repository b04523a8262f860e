#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <string.h>
#include <sys/mman.h>
#include <unistd.h>

#define FOLDER "/dev/shm/"

/* Shared memory objects are files in memory. Writes where the one of this name lies: an error number if
   none can have it. */
static int place(const char *name, char path[]) {
  while (*name == '/')
    name++;
  if (*name == 0 || strchr(name, '/'))
    return EINVAL;
  if (strlen(name) > NAME_MAX)
    return ENAMETOOLONG;
  strcpy(path, FOLDER);
  strcat(path, name);
  return 0;
}

int shm_open(const char *name, int oflag, mode_t mode) {
  char path[sizeof FOLDER + NAME_MAX];
  int error = place(name, path);
  int fd = error ? -1 : open(path, oflag | O_NOFOLLOW | O_CLOEXEC, mode);
  if (error)
    errno = error;
  else if (fd < 0 && errno == EISDIR)
    errno = EINVAL;
  return fd;
}

int shm_unlink(const char *name) {
  char path[sizeof FOLDER + NAME_MAX];
  int error = place(name, path);
  if (error) {
    errno = error == EINVAL ? ENOENT : error;
    return -1;
  }
  int result = unlink(path);
  if (result < 0 && errno == EPERM)
    errno = EACCES;
  return result;
}
