# The lab with everything that it needs, set up at build time: JupyterLab on the notebooks, for Docker Compose.
# Build it in the clone's root: docker compose --profile lab build
FROM eclipse-temurin:17-jdk-noble

RUN apt-get update \
 && apt-get install -y --no-install-recommends python3 python3-venv fontconfig fonts-dejavu-core postgresql-client \
 && rm -rf /var/lib/apt/lists/*

# An ordinary user: PostgreSQL's programs, which the lab unpacks, refuse to run as root. What it makes is open to its
# group, since it takes the number of whoever owns the mounted notebooks: docker/as_owner.sh. The base image may have
# an account of its own with the number that is commonest on hosts.
RUN if getent passwd ubuntu > /dev/null; then userdel --remove ubuntu; fi \
 && useradd --create-home --uid 1001 lab && chmod g+rwx /home/lab
USER lab
RUN umask 0002 && mkdir /home/lab/shardlab
WORKDIR /home/lab/shardlab
COPY --chown=lab . .
RUN umask 0002 && SHARDLAB_SHARED=group ./lab setup
# With --build-arg CITUS=yes the real Citus as well, for containers that stand alone, such as a JupyterHub's.
ARG CITUS=no
RUN umask 0002 && if [ "$CITUS" = yes ]; then SHARDLAB_SHARED=group ./lab citus && rm -rf ~/.cache/shardlab; fi
# For a JupyterHub, which starts this instead of ./lab notebook.
RUN umask 0002 \
 && .lab/venv/bin/python -m pip install --no-cache-dir --no-input --no-deps --require-hashes -r jupyter/requirements-hub.txt
ENV PATH=/home/lab/shardlab/.lab/venv/bin:$PATH

# Docker publishes the port on the host's loopback; inside the container nothing else can reach it from there.
ENV SHARDLAB_LISTEN=0.0.0.0
EXPOSE 8888
USER root
ENTRYPOINT ["/home/lab/shardlab/docker/as_owner.sh"]
CMD ["./lab", "notebook", "--no-browser", "--port", "8888"]
