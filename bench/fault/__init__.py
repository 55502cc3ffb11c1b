"""What happens to a desk whose programs are killed, and whose disk, server and clock fail.

`python -m bench fault` runs the commands as processes and ends them with SIGKILL at moments drawn
from what a run that nobody disturbs does. After each kill the desk must be one that this run went
through, hold every report that was acknowledged, and go on to the same end.

Most of these processes are forked from one that has the model loaded, and then call the very
function that `crosswire` calls: a start of two seconds would leave nine kills in ten to hit the
loading of the model. One in some is a new process that starts from nothing. Both count, in numbers
that are shared with the harness, what they are about: nothing else in them is changed.
"""
