"""What the Protobuf codec is compared with, and on which messages."""
