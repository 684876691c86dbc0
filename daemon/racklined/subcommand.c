#include "racklined/subcommand.h"

const struct subcommand SUBCOMMANDS[] = {
    {"run", "", "serves the line's database over HTTP until SIGTERM or SIGINT; it is what is done without a word",
     subcommand_run},
    {"token", "--name NAME --role ROLE [--station CODE]",
     "makes a bearer token and prints it; no daemon may run on the database", subcommand_token},
    {"account", "--name NAME --role ROLE",
     "makes a person's account, or gives it another password and that role, and prints the password; no daemon may run on "
     "the database",
     subcommand_account},
    {"backup", "FILE",
     "makes a copy of the database in FILE, where nothing may be, and verifies its pages and its journal; a daemon that "
     "runs goes on with its work, and is asked for it by its own user or root",
     subcommand_backup},
    {"check", "[FILE]",
     "looks at every page of the database, or of a backup in FILE, makes every table again from the journal and compares; "
     "no daemon may run on it",
     subcommand_check},
    {"restore", "FILE",
     "puts a copy of the backup in FILE, verified likewise, in the place of the database, where nothing may be", subcommand_restore},
};
const size_t SUBCOMMAND_COUNT = sizeof SUBCOMMANDS / sizeof *SUBCOMMANDS;
