PUT /v1/tools/{tool}
{"tool":"TQ-2","name":"Torque driver 2","type":"torque","calibration_due":"2020-01-01T00:00:00Z"}