char *gettext(const char *text);
char *dgettext(const char *domain, const char *text);
char *ngettext(const char *one, const char *many, unsigned long count);
char *textdomain(const char *domain);
char *bindtextdomain(const char *domain, const char *folder);
