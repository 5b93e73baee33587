"""The JSON API, one router a resource; bodies are those of `service.present`."""
