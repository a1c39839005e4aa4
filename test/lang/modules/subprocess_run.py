# subprocess: run, pipes, timeouts, working folder, environment, preexec_fn.
import subprocess,sys,os
print(subprocess.run(['echo','hi'],capture_output=True))
print(subprocess.run('exit 3',shell=True).returncode)
print(subprocess.check_output(['cat'],input=b'abc'))
try: subprocess.run(['/nonexistent'])
except FileNotFoundError as e: print(e)
try: subprocess.run(['ls'],cwd='/nonexistent')
except FileNotFoundError as e: print(e)
print(subprocess.run(['sh','-c','echo $A; pwd; umask'],env={'A':'b'},cwd='/',umask=0o77,capture_output=True,text=True).stdout)
def pre(): os.write(2,b'pre\n')
print(subprocess.run(['true'],preexec_fn=pre,stderr=subprocess.PIPE))
def bad(): 1/0
try: subprocess.run(['true'],preexec_fn=bad)
except subprocess.SubprocessError as e: print(e)
p=subprocess.Popen(['sleep','5']); 
try: p.wait(0.1)
except subprocess.TimeoutExpired as e: print(e)
p.kill(); print(p.wait())
r,w=os.pipe(); print(subprocess.run(['sh','-c',f'echo x >&{w}'],pass_fds=[w]).returncode, os.read(r,9))
print(subprocess.run(['true'],start_new_session=True,capture_output=True).returncode)
