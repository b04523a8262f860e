#include <errno.h>
#include <grp.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { LINE = 1024 };

static FILE *open_file;
static struct group one;
static union {
  char text[2 * LINE];
  char *aligned;
} line;

/* Takes a line apart in place, with the pointers to its members behind it; an error number, or -1
   if it is no line of a group. */
static int parse(char *text, struct group *to, char *end) {
  size_t length = strcspn(text, "\n");
  text[length] = 0;
  char *behind = text + length + 1;
  behind += -(uintptr_t)behind % sizeof(char *);
  to->gr_name = strsep(&text, ":");
  to->gr_passwd = strsep(&text, ":");
  char *number = strsep(&text, ":");
  if (!number || !text)
    return -1;
  to->gr_gid = strtoul(number, NULL, 10);
  to->gr_mem = (char **)behind;
  int count = 0;
  for (char *member; (member = strsep(&text, ","));) {
    if ((char *)(to->gr_mem + count + 2) > end)
      return ERANGE;
    if (*member)
      to->gr_mem[count++] = member;
  }
  if ((char *)(to->gr_mem + count + 1) > end)
    return ERANGE;
  to->gr_mem[count] = NULL;
  return 0;
}

/* The next group of the file, in a buffer; an error number, or -1 at the end. */
static int next_of(FILE *file, struct group *to, char *buffer, size_t size) {
  while (fgets(buffer, size < LINE ? size : LINE, file)) {
    if (!strchr(buffer, '\n') && !feof(file))
      return ERANGE;
    int error = parse(buffer, to, buffer + size);
    if (error >= 0)
      return error;
  }
  return -1;
}

/* Looks for a group by name or, if that is NULL, by number. */
static int find(const char *name, gid_t gid, struct group *to, char *buffer, size_t size,
                struct group **found) {
  *found = NULL;
  FILE *file = fopen("/etc/group", "re");
  if (!file)
    return errno == ENOENT ? 0 : errno;
  int error;
  while (!(error = next_of(file, to, buffer, size)))
    if (name ? !strcmp(to->gr_name, name) : to->gr_gid == gid) {
      *found = to;
      break;
    }
  fclose(file);
  return error > 0 ? error : 0;
}

int getgrgid_r(gid_t gid, struct group *to, char *buffer, size_t size, struct group **found) {
  return find(NULL, gid, to, buffer, size, found);
}

int getgrnam_r(const char *name, struct group *to, char *buffer, size_t size,
               struct group **found) {
  return find(name, 0, to, buffer, size, found);
}

struct group *getgrgid(gid_t gid) {
  struct group *found;
  return getgrgid_r(gid, &one, line.text, sizeof line, &found) ? NULL : found;
}

struct group *getgrnam(const char *name) {
  struct group *found;
  return getgrnam_r(name, &one, line.text, sizeof line, &found) ? NULL : found;
}

void endgrent(void) {
  if (open_file)
    fclose(open_file);
  open_file = NULL;
}

void setgrent(void) { endgrent(); }

struct group *getgrent(void) {
  if (!open_file && !(open_file = fopen("/etc/group", "re")))
    return NULL;
  return next_of(open_file, &one, line.text, sizeof line) ? NULL : &one;
}
