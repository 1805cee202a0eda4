# Three images: `docker build .` makes the connector, `docker build --target warehouse .` the connector with the program that
# keeps its rows in a database, `docker build --target simulator .` the simulator of Dixa's APIs.
# Works with BuildKit and with the classic builder, for amd64 and arm64.
ARG VERSION=0.1.0
# `true` builds with Refit itself in place of its stand-in (StandIns/README.md), where the package feed has it.
ARG UseRefitPackage=false

FROM mcr.microsoft.com/dotnet/sdk:10.0 AS sdk
# The classic builder doesn't set TARGETARCH: then the architecture is this machine's.
ARG TARGETARCH
RUN case "${TARGETARCH:-$(uname -m)}" in \
      amd64 | x86_64) echo linux-x64 ;; \
      arm64 | aarch64) echo linux-arm64 ;; \
      *) echo "no build for ${TARGETARCH:-$(uname -m)}" >&2; exit 1 ;; \
    esac > /rid
WORKDIR /src
COPY .editorconfig Directory.Build.props Directory.Build.targets Directory.Packages.props global.json ./
COPY Components/Components.targets Components/WriteComponents.cs Components/

FROM sdk AS build-simulator
COPY Simulator/*.csproj Simulator/packages.lock.json* Simulator/
RUN dotnet restore Simulator/Dixa.Simulator.csproj -r "$(cat /rid)"
COPY Shared/ Shared/
COPY Simulator/ Simulator/
RUN dotnet publish Simulator/Dixa.Simulator.csproj --no-restore -c Release -r "$(cat /rid)" --self-contained -o /publish

FROM sdk AS build
ARG UseRefitPackage
COPY Connector/*.csproj Connector/packages.lock.json* Connector/
COPY StandIns/Refit/*.csproj StandIns/Refit/packages.lock.json* StandIns/Refit/
RUN dotnet restore Connector/Dixa.Connector.csproj -p:UseRefitPackage=$UseRefitPackage -r "$(cat /rid)"
COPY spec.json ./
COPY StandIns/Refit/ StandIns/Refit/
COPY Shared/ Shared/
COPY Connector/ Connector/
ARG VERSION
RUN dotnet publish Connector/Dixa.Connector.csproj -p:UseRefitPackage=$UseRefitPackage --no-restore -c Release -r "$(cat /rid)" -p:Version=$VERSION -o /publish

FROM sdk AS build-warehouse
ARG UseRefitPackage
COPY Warehouse/*.csproj Warehouse/packages.lock.json* Warehouse/
COPY StandIns/Refit/*.csproj StandIns/Refit/packages.lock.json* StandIns/Refit/
RUN dotnet restore Warehouse/Dixa.Warehouse.csproj -p:UseRefitPackage=$UseRefitPackage -r "$(cat /rid)"
COPY StandIns/Refit/ StandIns/Refit/
COPY Shared/ Shared/
COPY Warehouse/ Warehouse/
ARG VERSION
# SQLite's library comes from its package readable for its owner alone, and a container may run as anybody.
RUN dotnet publish Warehouse/Dixa.Warehouse.csproj -p:UseRefitPackage=$UseRefitPackage --no-restore -c Release -r "$(cat /rid)" -p:Version=$VERSION -o /publish \
 && chmod a+rx /publish/dixa-warehouse /publish/libe_sqlite3.so

# Platforms start a connector through `sh`, and their wrappers use a few more commands: one static busybox is all of them.
# Not every busybox has `flock`, and deploy/sync.sh does without it: a link to a command that is not there would fail.
FROM busybox:1.37-musl AS tools
RUN mkdir -p /tools /tree/airbyte/integration_code /data-tree/data \
 && cp /bin/busybox /tools/ \
 && for tool in sh cat chmod cp date echo env head ls mkdir mkfifo mv rm sed sleep sync tail tar tee test touch true truncate wc; do ln -s busybox /tools/$tool; done \
 && if busybox --list | busybox grep -qx flock; then ln -s busybox /tools/flock; fi

FROM mcr.microsoft.com/dotnet/runtime-deps:10.0-noble-chiseled AS simulator
COPY --from=build-simulator /publish/ /simulator/
USER 1000:1000
EXPOSE 8080
ENTRYPOINT ["/simulator/dixa-simulator", "serve", "--host", "0.0.0.0"]

FROM mcr.microsoft.com/dotnet/runtime-deps:10.0-noble-chiseled AS platform
COPY --from=tools /tools/ /usr/bin/
COPY --from=tools --chown=1000:1000 /tree/ /
# Nothing is written at run time, so that the root file system may be read-only: no sockets of the diagnostics in /tmp.
ENV DOTNET_EnableDiagnostics=0
USER 1000:1000

FROM platform AS warehouse
COPY --from=tools --chown=1000:1000 /data-tree/ /
COPY --from=build --chown=1000:1000 /publish/source-dixa /publish/source-dixa.cdx.json /publish/dotnet-notices.txt /airbyte/
COPY --from=build-warehouse --chown=1000:1000 /publish/dixa-warehouse /publish/libe_sqlite3.so /publish/dixa-warehouse.cdx.json /airbyte/
COPY --chown=1000:1000 LICENSE THIRD-PARTY.md /airbyte/
ENV AIRBYTE_ENTRYPOINT=/airbyte/dixa-warehouse
# Where a SQLite file is made that is named without a directory: mount a volume there.
WORKDIR /data
ENTRYPOINT ["/airbyte/dixa-warehouse"]
ARG VERSION
LABEL io.airbyte.name=dixa-warehouse io.airbyte.version=$VERSION
# Where the lists of what the programs are made of lie (SBOM, CycloneDX).
LABEL io.airbyte.sbom=/airbyte/dixa-warehouse.cdx.json,/airbyte/source-dixa.cdx.json org.opencontainers.image.licenses=MIT

FROM platform
COPY --from=build --chown=1000:1000 /publish/source-dixa /publish/source-dixa.cdx.json /publish/dotnet-notices.txt /airbyte/
COPY --chown=1000:1000 deploy/sync.sh LICENSE THIRD-PARTY.md /airbyte/
ENV AIRBYTE_ENTRYPOINT=/airbyte/source-dixa
WORKDIR /airbyte/integration_code
ENTRYPOINT ["/airbyte/source-dixa"]
ARG VERSION
LABEL io.airbyte.name=source-dixa io.airbyte.version=$VERSION
LABEL io.airbyte.sbom=/airbyte/source-dixa.cdx.json org.opencontainers.image.licenses=MIT
