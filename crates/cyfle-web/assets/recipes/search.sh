curl --silent --get "http://127.0.0.1:8080/api/v1/opportunities" \
  --data-urlencode "q=advanced practitioner, laboratory sciences, salary-funded" \
  --data-urlencode "status=open,rolling"
