# The grader in a container. docs/platforms.md shows how to run it.
FROM python:3.12-slim-bookworm AS build
WORKDIR /source
COPY pyproject.toml README.md LICENSE ./
COPY grader grader
COPY docs/man docs/man
COPY assignments assignments
COPY reference reference
COPY rubrics rubrics
RUN python -m venv /opt/grade && /opt/grade/bin/pip install --no-cache-dir .

FROM python:3.12-slim-bookworm
COPY --from=build /opt/grade /opt/grade
RUN useradd --no-create-home --uid 10001 grader
USER 10001
# Only /tmp and the reports are written, so the container can be read-only.
ENV PATH=/opt/grade/bin:$PATH HOME=/tmp XDG_CACHE_HOME=/tmp/cache PYTHONDONTWRITEBYTECODE=1
WORKDIR /class
ENTRYPOINT ["grade"]
CMD ["--help"]
