"""What the scripts under tools/ share: starting Martlet and a Kafka broker, and talking to the registry."""
