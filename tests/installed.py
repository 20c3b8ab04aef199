"""An installation of the build into a folder of its own, and programs built against it."""
import os
import re
import subprocess
import sys


def run(*command, **more):
    """The command's output; ends the test where it fails."""
    done = subprocess.run(command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True,
                          check=False, **more)
    if done.returncode != 0:
        sys.exit(f"{' '.join(command)}: status {done.returncode}\n{done.stdout}")
    return done.stdout


class Installation:
    def __init__(self, build, folder):
        run('meson', 'install', '--no-rebuild', '-C', build, env={**os.environ, 'DESTDIR': folder})
        self.folder = folder
        self.giji = self.find('giji')
        self.pc = self.find('giji.pc')
        self._move_prefix()

    def find(self, name):
        for folder, _, files in os.walk(self.folder):
            if name in files:
                return os.path.join(folder, name)
        return sys.exit(f'{name} is not installed')

    def _move_prefix(self):
        """Lets giji.pc say where the files really are."""
        with open(self.pc, encoding='utf-8') as file:
            text = file.read()
        with open(self.pc, 'w', encoding='utf-8') as file:
            file.write(re.sub('^prefix=', f'prefix={self.folder}', text, flags=re.M))

    def flags(self, packages, static=False):
        words = run('pkg-config', '--cflags', '--libs', *(['--static'] if static else []),
                    *packages, env={**os.environ, 'PKG_CONFIG_PATH': os.path.dirname(self.pc)})
        archive = os.path.join(os.path.dirname(self.find('libgiji.so')), 'libgiji.a')
        return [archive if static and word == '-lgiji' else word for word in words.split()]

    def build(self, compiler, source, packages=('giji',), static=False):
        """Builds a program of one file; gives its path."""
        program = os.path.join(self.folder, 'program')
        run(*compiler, source, '-x', 'none', '-o', program, *self.flags(packages, static))
        return program

    def environment(self):
        """In which programs find the shared library and giji."""
        library = os.path.dirname(self.find('libgiji.so'))
        path = os.path.dirname(self.giji) + os.pathsep + os.environ['PATH']
        return {**os.environ, 'LD_LIBRARY_PATH': library, 'PATH': path}
