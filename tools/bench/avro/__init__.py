"""What the Avro codec is compared with, and on which records."""
