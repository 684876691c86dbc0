/* People sign in on the page with their account, and out again. */
#ifndef RACKLINE_SIGN_IN_H
#define RACKLINE_SIGN_IN_H

struct daemon_request;

/* ROUTE_DAEMON functions: a name and a password begin a session, kept in a cookie; every session of who asks ends. */
void sign_in_serve(struct daemon_request *request);
void sign_out_everywhere_serve(struct daemon_request *request);

#endif
