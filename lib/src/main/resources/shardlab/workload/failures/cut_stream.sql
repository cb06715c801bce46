alter system set primary_conninfo = ''
