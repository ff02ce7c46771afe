# The bot for a server. Build: docker build -t responsibot .
# Run: docker run --read-only --env-file .env -v responsibot-data:/data responsibot
# With a knowledge base of your own: -v "$PWD/knowledge:/knowledge:ro" -e KNOWLEDGE_DIR=/knowledge
FROM python:3.13-slim AS install
WORKDIR /source
COPY deploy/install.sh deploy/install.sh
COPY requirements/bot.lock requirements/bot.lock
COPY knowledge knowledge
COPY bot bot
RUN sh deploy/install.sh /opt/responsibot

FROM python:3.13-slim
RUN install -d -o 10001 -g 10001 /data /knowledge
COPY --from=install /opt/responsibot /opt/responsibot
ENV PATH=/opt/responsibot/venv/bin:$PATH \
    PYTHONDONTWRITEBYTECODE=1 \
    PYTHONUNBUFFERED=1 \
    DATA_DIR=/data
WORKDIR /opt/responsibot/app
USER 10001:10001
# What the bot writes, and an own knowledge base. The one in the image is no volume: an old volume would hide a
# newer image's knowledge.
VOLUME ["/data", "/knowledge"]
HEALTHCHECK --interval=30s --timeout=10s --start-period=60s --retries=3 CMD ["python", "-m", "bot", "health"]
STOPSIGNAL SIGTERM
ENTRYPOINT ["python", "-m", "bot"]
CMD ["run"]
