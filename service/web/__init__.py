"""The site: server-rendered pages, complete without JavaScript, every state with an address."""
