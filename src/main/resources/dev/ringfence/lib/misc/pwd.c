#include <errno.h>
#include <pwd.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { LINE = 1024, FIELDS = 7 };

static FILE *open_file;
static struct passwd one;
static char line[LINE];

/* Takes a line apart in place; 0 if it is none of a user. */
static int parse(char *text, struct passwd *to) {
  char *fields[FIELDS];
  text[strcspn(text, "\n")] = 0;
  for (int i = 0; i < FIELDS; i++)
    if (!(fields[i] = strsep(&text, ":")))
      return 0;
  to->pw_name = fields[0];
  to->pw_passwd = fields[1];
  to->pw_uid = strtoul(fields[2], NULL, 10);
  to->pw_gid = strtoul(fields[3], NULL, 10);
  to->pw_gecos = fields[4];
  to->pw_dir = fields[5];
  to->pw_shell = fields[6];
  return 1;
}

/* The next user of the file, in a buffer; an error number, or -1 at the end. */
static int next_of(FILE *file, struct passwd *to, char *buffer, size_t size) {
  while (fgets(buffer, size < LINE ? size : LINE, file)) {
    if (!strchr(buffer, '\n') && !feof(file))
      return ERANGE;
    if (parse(buffer, to))
      return 0;
  }
  return -1;
}

/* Looks for a user by name or, if that is NULL, by number. */
static int find(const char *name, uid_t uid, struct passwd *to, char *buffer, size_t size,
                struct passwd **found) {
  *found = NULL;
  FILE *file = fopen("/etc/passwd", "re");
  if (!file)
    return errno == ENOENT ? 0 : errno;
  int error;
  while (!(error = next_of(file, to, buffer, size)))
    if (name ? !strcmp(to->pw_name, name) : to->pw_uid == uid) {
      *found = to;
      break;
    }
  fclose(file);
  return error > 0 ? error : 0;
}

int getpwuid_r(uid_t uid, struct passwd *to, char *buffer, size_t size, struct passwd **found) {
  return find(NULL, uid, to, buffer, size, found);
}

int getpwnam_r(const char *name, struct passwd *to, char *buffer, size_t size,
               struct passwd **found) {
  return find(name, 0, to, buffer, size, found);
}

struct passwd *getpwuid(uid_t uid) {
  struct passwd *found;
  return getpwuid_r(uid, &one, line, sizeof line, &found) ? NULL : found;
}

struct passwd *getpwnam(const char *name) {
  struct passwd *found;
  return getpwnam_r(name, &one, line, sizeof line, &found) ? NULL : found;
}

void endpwent(void) {
  if (open_file)
    fclose(open_file);
  open_file = NULL;
}

void setpwent(void) { endpwent(); }

struct passwd *getpwent(void) {
  if (!open_file && !(open_file = fopen("/etc/passwd", "re")))
    return NULL;
  return next_of(open_file, &one, line, sizeof line) ? NULL : &one;
}
