"""Records with their frames, beside the codec alone and the official Python client."""
