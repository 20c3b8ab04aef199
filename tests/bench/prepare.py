"""The corpora that the benchmark runs over: made once, kept in a folder, made anew when their generator changes."""
import glob
import hashlib
import os
import shutil
import subprocess
import sys

HERE = os.path.dirname(os.path.abspath(__file__))
GENERATOR = os.path.join(HERE, 'corpus.py')


def fingerprint():
    digest = hashlib.sha256()
    for path in [GENERATOR, *sorted(glob.glob(os.path.join(HERE, 'minutes', '*.py')))]:
        with open(path, 'rb') as file:
            digest.update(file.read())
    return digest.hexdigest()


def is_made(path, recipe):
    try:
        with open(path + '.made', encoding='utf-8') as file:
            return file.read() == recipe
    except OSError:
        return False


def generate(path, *arguments):
    """`corpus.py ARGUMENT... PATH`, where it has not been run before."""
    recipe = ' '.join([fingerprint(), *arguments])
    if is_made(path, recipe):
        return path
    print(f'making {path}', file=sys.stderr, flush=True)
    shutil.rmtree(path, ignore_errors=True)
    os.makedirs(os.path.dirname(path), exist_ok=True)
    subprocess.run([sys.executable, GENERATOR, *arguments, path], check=True, stdout=subprocess.DEVNULL)
    with open(path + '.made', 'w', encoding='utf-8') as file:
        file.write(recipe)
    return path


def files_in(folder):
    """Paths in the folder, relative to it, so that thousands fit on a command line."""
    return sorted(os.path.relpath(path, folder) for path in glob.glob(os.path.join(folder, '*', '*.txt')))


def write_list(folder, path):
    with open(path, 'w', encoding='utf-8') as file:
        file.writelines(os.path.join(folder, name) + '\n' for name in files_in(folder))
    return path
