# shellcheck shell=sh
# The rules of the house, as functions of a tree: each prints one line for every place that breaks it, and nothing when
# none does. They run in the root of the tree. Read by run and by self_test.

floor_rank() {
    case $1 in
    base) echo 0 ;;
    domain) echo 1 ;;
    store) echo 2 ;;
    service) echo 3 ;;
    racklined | rackline | bridge) echo 4 ;;
    *) echo unknown ;;
    esac
}

# Every C file of the library and the daemon.
house_files() {
    find lib daemon -type f \( -name '*.c' -o -name '*.h' \) 2>/dev/null | sort
}

# The files in which an include of $1 is no matter; a header that is not listed may be included anywhere.
# libpq-fe.h has no file yet: the PostgreSQL driver comes later.
HEADER_OWNERS='
sqlite3.h               lib/store/sqlite.c lib/store/sqlite_check.c lib/store/sqlite_copy.c lib/store/sqlite_descriptor.c lib/store/sqlite_file.c lib/store/sqlite_parts.h
libpq-fe.h              lib/store/postgresql.c
microhttpd.h            daemon/racklined/server_parts.h daemon/racklined/response.c
jansson.h               lib/base/json_read.c
nettle/sha2.h           lib/base/digest.c
sodium.h                lib/base/digest.c lib/service/secret.c lib/service/verifier.c
ini.h                   daemon/racklined/settings.c daemon/rackline/general.c
curl/curl.h             daemon/rackline/http.c
systemd/sd-daemon.h     daemon/racklined/subcommand_run.c daemon/racklined/log.c daemon/racklined/listen.c daemon/racklined/watchdog.c
'

rule_includes_point_down() {
    for file in $(house_files); do
        own_floor=$(echo "$file" | cut -d/ -f2)
        own=$(floor_rank "$own_floor")
        sed -n 's/^[[:space:]]*#[[:space:]]*include[[:space:]]*"\([^"]*\)".*/\1/p' "$file" | while read -r header; do
            other=$(floor_rank "${header%%/*}")
            case $header in
            */*) ;;
            *) other=unknown ;;
            esac
            if [ "$other" = unknown ]; then
                echo "$file: \"$header\" does not begin with a floor"
            elif [ "$own" = unknown ] || [ "$other" -gt "$own" ]; then
                echo "$file: \"$header\" points up"
            fi
        done
    done
}

rule_headers_stay_in_their_files() {
    echo "$HEADER_OWNERS" | while read -r header owners; do
        [ -n "$header" ] || continue
        house_files | xargs grep -l "^[[:space:]]*#[[:space:]]*include[[:space:]]*[<\"]${header}[>\"]" /dev/null |
            while read -r file; do
                case " $owners " in
                *" $file "*) ;;
                *) echo "$file: includes $header, which is for $owners alone" ;;
                esac
            done
    done
}

# Symbols that $1, an archive of objects, leaves to others and that no pure rule needs.
IMPURE='sqlite3_.*|PQ.*|MHD_.*|json_(loads|loadb|dumps|pack|unpack|object|array|string|integer|real|decref|delete)[a-z_]*'
IMPURE="$IMPURE|time|clock|clock_gettime|gettimeofday|localtime(_r)?|nanosleep|usleep|sleep|getenv|random|rand|srand"
IMPURE="$IMPURE|f?printf|__f?printf_chk|v?fprintf|puts|putchar|fputs|fputc|fopen(64)?|fclose|fread|fwrite|fgets|perror"
IMPURE="$IMPURE|stdin|stdout|stderr|open(64)?|read|write|close|socket|exit|abort|pthread_.*|randombytes_.*"

rule_rules_are_pure() {
    nm -u "$1" | sed -n 's/^ *U //p' | sed 's/@.*//' | sort -u | grep -Ex "$IMPURE" | sed "s|^|$1: needs |"
}

rule_sql_is_in_the_store() {
    house_files | grep -v '^lib/store/' | xargs grep -nE \
        '"[^"]*\b(SELECT .* FROM|INSERT (OR [A-Z]+ )?INTO|UPDATE [a-z_]+ SET|DELETE FROM|(CREATE|DROP|ALTER) (TABLE|INDEX)|BEGIN IMMEDIATE|PRAGMA) ?' \
        /dev/null | cut -c1-120
}

# What the build would say of the migrations.
# shellcheck disable=SC2154 # root is set by run
rule_migrations_are_numbered() {
    made=$(mktemp -dt "rackline-test-$$-XXXXXX")
    printf 'cmake_minimum_required(VERSION 3.25)\nproject(migrations NONE)\ninclude(%s)\nadd_custom_target(all_of_them)\n%s\n' \
        "$root/schema/embed.cmake" 'embed_migrations(all_of_them)' >"$made/CMakeLists.txt"
    ln -s "$PWD/schema" "$made/schema"
    cmake -S "$made" -B "$made/build" 2>&1 >"$made/log" | sed -n 's|.*\(schema/migrations: .*\)|\1|p'
    rm -rf "$made"
}

rule_files_are_one_idea() {
    house_files | xargs wc -l | awk '$2 != "total" && $1 > 400 { print $2 ": " $1 " lines" }'
}

rule_nothing_is_left_for_later() {
    house_files | xargs grep -nE '\b(TODO|FIXME|XXX)\b' /dev/null | cut -c1-120
}

# What a heading is called in a link to it.
anchors_of() {
    sed -n 's/^##* //p' "$1" | tr '[:upper:]' '[:lower:]' | sed 's/[^a-z0-9 _-]//g; s/ /-/g'
}

# Paths in backquotes, from the root and with * where several are meant; links, from the document's own folder.
rule_documents_name_what_is_there() {
    for document in README.md docs/*.md; do
        [ -f "$document" ] || continue
        grep -oE '`(lib|daemon|web|tests|packaging|schema|docs)/[A-Za-z0-9_.*/-]*' "$document" | tr -d '`' | sort -u |
            while read -r path; do
                # shellcheck disable=SC2086 # a pattern
                ls -d $path >/dev/null 2>&1 || echo "$document: $path is not there"
            done
        grep -oE '\]\([^):]+\)' "$document" | sed 's/^](//; s/)$//' | sort -u | while read -r link; do
            target=$(dirname -- "$document")/${link%%#*}
            [ -n "${link%%#*}" ] || target=$document
            if [ ! -f "$target" ]; then
                echo "$document: $link is not there"
            elif [ "${link#*#}" != "$link" ] && ! anchors_of "$target" | grep -qxe "${link#*#}"; then
                echo "$document: $link is no heading there"
            fi
        done
    done
}
