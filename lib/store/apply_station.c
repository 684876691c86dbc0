/* What a station is, and in what state it was when. */
#include "store/apply_parts.h"

SQL_WRITE(PUT_STATION, &STATION_RECORD,
          "INSERT INTO station (station, name, type, capacity, bays, power_w, coolant_lpm, state, state_since,"
          " journal_position) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10) ON CONFLICT (station) DO UPDATE"
          " SET name = excluded.name, type = excluded.type, capacity = excluded.capacity, bays = excluded.bays,"
          " power_w = excluded.power_w, coolant_lpm = excluded.coolant_lpm,"
          " journal_position = excluded.journal_position");
SQL_WRITE(INSERT_PLACES, NULL,
          "INSERT INTO station_places (station, journal_position, since, places) VALUES ($1, $2, $3, $4)");
SQL_WRITE(STATION_IS, NULL, "UPDATE station SET state = $2, state_since = $3 WHERE station = $1");
SQL_WRITE(FIRST_SPELL_BEGINS, NULL,
          "INSERT INTO station_spell (spell_id, station, state, began) SELECT $1, $2, $3, $4"
          " WHERE NOT EXISTS (SELECT 1 FROM station_spell WHERE station = $2 AND ended IS NULL)");
SQL_WRITE(SPELL_ENDS, NULL, "UPDATE station_spell SET ended = $2 WHERE station = $1 AND ended IS NULL");
SQL_WRITE(SPELL_BEGINS, NULL, "INSERT INTO station_spell (spell_id, station, state, began) VALUES ($1, $2, $3, $4)");

/* Where a run begins the station stands by, when it has said nothing yet: till then nobody knows how it was.
 * It was heard of, though that run be taken back. */
enum fault station_heard(struct store *store, const struct entry *entry)
{
    return db_change(store_db(store), &FIRST_SPELL_BEGINS,
                     BINDS(bind_integer(entry->journal_position), bind_text(entry->station),
                           bind_integer(STATION_STANDBY), bind_integer(entry->recorded_us)));
}

/* A new station may work, so it stands by; one that is known keeps its state. */
enum fault apply_station_defined(struct store *store, const struct entry *entry)
{
    const struct station_defined *data = entry->data;
    const struct station row = {
        .station = data->station,
        .name = data->name,
        .type = data->type,
        .capacity = data->capacity,
        .bays = {.items = data->bays.items, .count = data->bays.count},
        .power_w = data->power_w,
        .coolant_lpm = data->coolant_lpm,
        .state = STATION_STANDBY,
        .state_since = entry->recorded_us,
        .journal_position = entry->journal_position,
    };
    enum fault fault = db_change_row(store_db(store), &PUT_STATION, &row);
    return fault ? fault
                 : db_change_one(store_db(store), &INSERT_PLACES,
                                 BINDS(bind_text(row.station), bind_integer(entry->journal_position),
                                       bind_integer(entry->recorded_us), bind_integer(station_places(&row))));
}

/* The station's version, its ETag, is that of its definition: its state is not edited. */
enum fault apply_station_changed(struct store *store, const struct entry *entry)
{
    const struct station_changed *data = entry->data;
    enum fault fault =
        db_change_one(store_db(store), &STATION_IS,
                      BINDS(bind_text(entry->station), bind_integer(data->state), bind_integer(entry->recorded_us)));
    if (!fault)
        fault =
            db_change(store_db(store), &SPELL_ENDS, BINDS(bind_text(entry->station), bind_integer(entry->recorded_us)));
    return fault ? fault
                 : db_change_one(store_db(store), &SPELL_BEGINS,
                                 BINDS(bind_integer(entry->journal_position), bind_text(entry->station),
                                       bind_integer(data->state), bind_integer(entry->recorded_us)));
}
