# The Jupyter image for a class, by JupyterHub with its DockerSpawner: merge it into your hub's configuration.
# The hub is of the same major version as jupyterhub in jupyter/requirements-hub.txt.

c = get_config()  # noqa: F821

c.JupyterHub.spawner_class = "dockerspawner.DockerSpawner"
c.DockerSpawner.image = "shardlab-jupyter"
c.DockerSpawner.cmd = ["jupyterhub-singleuser"]
c.DockerSpawner.default_url = "/lab"
c.DockerSpawner.notebook_dir = "/home/lab/shardlab/notebooks"
c.DockerSpawner.mem_limit = "2G"
c.DockerSpawner.remove = True

# Stock PostgreSQL; "image" where shardlab-jupyter was built with --build-arg CITUS=yes.
# Each user has five small servers in a container of their own. To let a class share one Citus instead, each in schemas
# that bear the user's name (docs/teaching.md), take SHARDLAB_ENGINE out and say:
#     c.DockerSpawner.environment["SHARDLAB_URL"] = "jdbc:postgresql://coordinator.example.net:5432/postgres"
c.DockerSpawner.environment = {
    "SHARDLAB_ENGINE": "embedded",
    "JDK_JAVA_OPTIONS": "-Xmx256m -XX:+UseSerialGC",
}
